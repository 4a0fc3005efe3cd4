import { DuckDBInstance, quotedIdentifier, quotedString, type DuckDBConnection } from '@duckdb/node-api'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isLockError, openError } from './errors.js'

type Access = 'read' | 'write'

export interface OpenOptions {
  readonly access: Access
  /** How long to wait for another process to let go of the file. */
  readonly waitMs?: number
  readonly memoryLimit?: string
  readonly threads?: number
  /** Where a database in memory writes what does not fit into it. */
  readonly temporaryFolder?: string
  readonly signal?: AbortSignal
}

/**
 * What DuckDB reads our files from. Files of 1.4 keep the metadata of tables in which nothing changed, where older ones have
 * that of every table written again after each change; and they load and build faster.
 */
const STORAGE_VERSION = 'v1.4.0'

/**
 * A day of a year's table fills a fraction of DuckDB's own blocks of 262,144 bytes, which would be read whole. Blocks half the size
 * of these make a day's build no faster, and loads slower: texts are compressed block by block.
 */
const BLOCK_BYTES = 131_072

/** The settings of an instance that makes a file. */
export const NEW_FILE = { storage_compatibility_version: STORAGE_VERSION, default_block_size: String(BLOCK_BYTES) }

export interface Opened {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

/**
 * Opens a file that exists, or ':memory:'.
 *
 * @throws CxkpiError CXK2001 (corrupt, newer), CXK2002 (held by another process after waitMs)
 */
export async function openFile(path: string, options: OpenOptions): Promise<Opened> {
  const settings: Record<string, string> = {
    ...NEW_FILE,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(options.temporaryFolder === undefined ? {} : { temp_directory: options.temporaryFolder }),
  }
  const open = options.access === 'write' && path !== ':memory:' ? openToWrite : openDirectly
  const deadline = Date.now() + (options.waitMs ?? 0)
  for (;;) {
    try {
      return await open(path, settings, options.access)
    } catch (error) {
      if (!isLockError(error) || Date.now() >= deadline) throw openError(path, error)
      await sleep(Math.min(200, Math.max(1, deadline - Date.now())))
    }
  }
}

async function openDirectly(path: string, settings: Record<string, string>, access: Access): Promise<Opened> {
  const mode = access === 'read' && path !== ':memory:' ? 'READ_ONLY' : 'AUTOMATIC'
  const instance = await DuckDBInstance.create(path, { ...settings, access_mode: mode })
  return { instance, connection: await instance.connect() }
}

/**
 * Each thread compresses and writes what it has inserted as soon as that is a row group, and what is none it hands over
 * row by row: with DuckDB's 122,880 rows a load took twice the time and thrice the memory.
 */
const ROW_GROUP_ROWS = 30_720

/** The options with which a file is attached that is to be made anew. */
export const ATTACHED_ANEW = `storage_version '${STORAGE_VERSION}', row_group_size ${ROW_GROUP_ROWS}, block_size ${BLOCK_BYTES}`

/** Only a file that is attached can be given the size of its row groups. */
async function openToWrite(path: string, settings: Record<string, string>): Promise<Opened> {
  const instance = await DuckDBInstance.create(':memory:', { ...settings, temp_directory: `${path}.tmp` })
  try {
    const connection = await instance.connect()
    // 'memory' is what the instance itself goes by.
    const alias = /^memory(\.|$)/i.test(basename(path)) ? 'as memory_db' : ''
    await connection.run(`attach ${quotedString(path)} ${alias} (row_group_size ${ROW_GROUP_ROWS})`)
    const found = await connection.runAndReadAll(
      "select database_name from duckdb_databases() where not internal and database_name <> 'memory'",
    )
    await connection.run(`use ${quotedIdentifier(String(found.getRows()[0]![0]))}`)
    return { instance, connection }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}
