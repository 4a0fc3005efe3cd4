import { DuckDBInstance } from '@duckdb/node-api'
import { randomBytes } from 'node:crypto'
import { chmod, link, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openError } from './errors.js'

/**
 * Makes an empty database file, whole or not at all, and readable to its owner alone from the first byte on: a process
 * that is killed while DuckDB writes the headers leaves no file that nobody can open.
 *
 * @throws CxkpiError CXK2001 (the folder cannot be written)
 */
export async function createFile(path: string, settings: Record<string, string>): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const instance = await DuckDBInstance.create(draft, settings)
    instance.closeSync()
    await chmod(draft, 0o600)
    const isOurs = await place(draft, path)
    // What a file of this name that is gone has left behind would be replayed into this one.
    if (isOurs) await rm(`${path}.wal`, { force: true })
  } catch (error) {
    throw openError(path, error)
  } finally {
    await rm(draft, { force: true })
  }
}

/** Never over a file that another process has made meanwhile, where the file system can tell. */
async function place(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    await rename(draft, path)
  }
  return true
}
