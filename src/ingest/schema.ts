import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundledProject } from '../config/package-root.js'
import { CxkpiError } from '../errors.js'
import { platforms } from '../platforms/index.js'
import type { Session, Warehouse } from '../warehouse/index.js'
import { otherVersion, SCHEMA_VERSION } from './schema-version.js'

/**
 * Makes meta and raw for all platforms in a new file; checks the version of one that exists.
 *
 * @throws CxkpiError CXK2001 (made by another cxkpi, or not by cxkpi)
 */
export async function createSchema(warehouse: Warehouse, nowMs: number = Date.now()): Promise<void> {
  await completeSchema(warehouse, await schemaVersion(warehouse), nowMs)
}

/** As createSchema, where it is known of which version the tables are. */
export async function completeSchema(warehouse: Warehouse, version: number | undefined, nowMs: number): Promise<void> {
  if (version !== undefined && version !== SCHEMA_VERSION) throw otherVersion(warehouse.path, version)
  await warehouse.transaction(() => makeTables(warehouse, version === undefined ? nowMs : undefined))
}

/** Makes the tables that are missing; with an instant, also writes down that they are of this version. */
export async function makeTables(warehouse: Session, nowMs?: number): Promise<void> {
  const texts = await Promise.all(['schema.sql', ...platforms.map(({ name }) => `${name}/schema.sql`)].map(landingText))
  for (const text of texts) await warehouse.run(text)
  if (nowMs === undefined) return
  await warehouse.run('insert into meta.schema_version values ($version, $now::timestamptz)', {
    version: SCHEMA_VERSION,
    now: new Date(nowMs).toISOString(),
  })
}

/** The version of the tables in the file; undefined where it is empty. */
export async function schemaVersion(warehouse: Warehouse): Promise<number | undefined> {
  const tables = await warehouse.rows(
    'select table_schema, table_name from information_schema.tables where table_catalog = current_database()',
  )
  if (tables.length === 0) return undefined
  if (!tables.some((table) => table.table_schema === 'meta' && table.table_name === 'schema_version')) {
    throw new CxkpiError('CXK2001', `${warehouse.path} is a DuckDB file, but cxkpi did not make it`, {
      path: warehouse.path,
      hint: 'name another file with --db',
    })
  }
  const [row] = await warehouse.rows('select max(version) as version from meta.schema_version')
  return typeof row?.version === 'number' ? row.version : undefined
}

/** The text of a file below sql/landing/. */
export async function landingText(path: string): Promise<string> {
  return readFile(join(bundledProject(), 'landing', path), 'utf8')
}
