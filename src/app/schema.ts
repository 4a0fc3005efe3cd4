import { CxkpiError } from '../errors.js'
import type { Warehouse } from '../warehouse/index.js'

/**
 * Refuses a database file that cxkpi did not make.
 *
 * @throws CxkpiError CXK2001
 */
export async function requireSchema(warehouse: Warehouse): Promise<void> {
  if (await hasTable(warehouse, 'meta', 'schema_version')) return
  throw new CxkpiError('CXK2001', `${warehouse.path} is a DuckDB file, but nothing was loaded into it by cxkpi`, {
    path: warehouse.path,
    hint: "load exports with 'cxkpi load PATH', or name another file with --db",
  })
}

/**
 * Refuses to read a model that has not been built yet.
 *
 * @throws CxkpiError CXK4003
 */
export async function requireBuilt(warehouse: Warehouse, ...models: readonly string[]): Promise<void> {
  await requireSchema(warehouse)
  for (const model of models) {
    if (await hasTable(warehouse, 'main', model)) continue
    throw new CxkpiError('CXK4003', `${model} has not been built in ${warehouse.path}`, {
      path: warehouse.path,
      hint: `run 'cxkpi build'`,
    })
  }
}

export async function hasTable(warehouse: Warehouse, schema: string, name: string): Promise<boolean> {
  const rows = await warehouse.rows(
    'select 1 from information_schema.tables where table_schema = $schema and table_name = $name',
    { schema, name },
  )
  return rows.length > 0
}
