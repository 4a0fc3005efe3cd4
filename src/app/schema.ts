import { CxkpiError, messageOf } from '../errors.js'
import { otherVersion, SCHEMA_VERSION } from '../ingest/schema-version.js'
import type { Warehouse } from '../warehouse/index.js'

const NAMES = `
    select schema_name || '.' || table_name as name from duckdb_tables() where not internal
    union all
    select schema_name || '.' || view_name as name from duckdb_views() where not internal
`

/** Every table and view of the file, e.g. 'main.mrt_daily_queue_kpis'. */
async function relationNames(warehouse: Warehouse): Promise<Set<string>> {
  return new Set((await warehouse.rows(NAMES)).map(({ name }) => String(name)))
}

/** Whether cxkpi made this file. */
export async function hasSchema(warehouse: Warehouse): Promise<boolean> {
  return (await versionOf(warehouse)) !== undefined
}

/**
 * Refuses a database file that cxkpi did not make.
 *
 * @throws CxkpiError CXK2001
 */
export async function requireSchema(warehouse: Warehouse): Promise<void> {
  if (!(await hasSchema(warehouse))) throw nothingLoaded(warehouse)
}

function nothingLoaded({ path }: Warehouse): CxkpiError {
  return new CxkpiError('CXK2001', `${path} is a DuckDB file, but nothing was loaded into it by cxkpi`, {
    path,
    hint: "load exports with 'cxkpi load PATH', or name another file with --db",
  })
}

/** The version of the tables; undefined where cxkpi did not make the file. */
async function versionOf(warehouse: Warehouse): Promise<number | undefined> {
  try {
    const [row] = await warehouse.rows('select max(version) as version from meta.schema_version')
    return Number(row?.['version'])
  } catch (error) {
    if (messageOf(error).startsWith('Catalog Error')) return undefined
    throw error
  }
}

/**
 * Refuses a file that a newer cxkpi made.
 *
 * @throws CxkpiError CXK2001
 */
export async function refuseNewer(warehouse: Warehouse): Promise<void> {
  const version = await versionOf(warehouse)
  if (version !== undefined && version > SCHEMA_VERSION) throw otherVersion(warehouse.path, version)
}

/**
 * Refuses to read a model that has not been built yet.
 *
 * @throws CxkpiError CXK2001 (cxkpi did not make the file, or an older one did), CXK4003
 */
export async function requireBuilt(warehouse: Warehouse, ...models: readonly string[]): Promise<void> {
  const version = await versionOf(warehouse)
  if (version === undefined) throw nothingLoaded(warehouse)
  if (version !== SCHEMA_VERSION) throw otherVersion(warehouse.path, version)
  const names = await relationNames(warehouse)
  const missing = models.find((model) => !names.has(`main.${model}`))
  if (missing === undefined) return
  throw new CxkpiError('CXK4003', `${missing} has not been built in ${warehouse.path}`, {
    path: warehouse.path,
    hint: "run 'cxkpi build'",
  })
}
