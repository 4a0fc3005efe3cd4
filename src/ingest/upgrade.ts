import { silentEffects, type Effects } from '../effects.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { relandPayloads } from './reland.js'
import { completeSchema, makeTables, schemaVersion } from './schema.js'
import { SCHEMA_VERSION } from './schema-version.js'

/**
 * Makes meta and raw in a new file, and brings those of an older one up to date.
 *
 * @throws CxkpiError CXK2001 (made by a newer cxkpi, or not by cxkpi)
 */
export async function prepareSchema(warehouse: Warehouse, effects: Effects = silentEffects): Promise<void> {
  const version = await schemaVersion(warehouse)
  if (version === undefined || version >= SCHEMA_VERSION) {
    return completeSchema(warehouse, version, effects.nowMs())
  }
  await warehouse.transaction(() => upgrade(warehouse, version, effects))
}

/**
 * Makes every table of meta and raw anew as this version has it, with what the older one held, and lands all kept texts
 * again, so that fields which only this version reads are there, too. The next build makes all models in full.
 */
async function upgrade(warehouse: Warehouse, version: number, effects: Effects): Promise<void> {
  effects.progress(`bringing tables of version ${version} up to date`)
  const tables = await warehouse.rows(
    `select schema_name, table_name from duckdb_tables() where database_name = current_database()
        and schema_name in ('meta', 'raw') and table_name not in ('schema_version', 'payloads') order by all`,
  )
  const names = tables.map(({ schema_name: schema, table_name: table }) => ({
    old: `${String(schema)}.${quotedIdentifier(`${String(table)} of version ${version}`)}`,
    current: `${String(schema)}.${quotedIdentifier(String(table))}`,
    renamed: quotedIdentifier(`${String(table)} of version ${version}`),
  }))
  for (const { current, renamed } of names) await warehouse.run(`alter table ${current} rename to ${renamed}`)
  await makeTables(warehouse, effects.nowMs())
  for (const { old, current } of names) {
    await warehouse.run(`insert into ${current} by name select * from ${old}; drop table ${old}`)
  }
  await relandPayloads(warehouse, effects)
  await warehouse.run('update meta.model_runs set fingerprint = null')
}
