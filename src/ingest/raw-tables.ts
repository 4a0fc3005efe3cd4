import { platforms, type Entity } from '../platforms/index.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'

/** The tables of schema raw with the parts of records, quoted: all platforms', and the payloads. */
export async function rawTables(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows(
    `select table_name from duckdb_tables()
    where database_name = current_database() and schema_name = 'raw' order by 1`,
  )
  return rows.map(({ table_name: name }) => `raw.${quotedIdentifier(String(name))}`)
}

/** The tables with one row a record of an entity, quoted. */
export function tablesOf({ table, typed }: Entity): string[] {
  return [table, ...(typed === undefined ? [] : [typed.table])].map((name) => `raw.${quotedIdentifier(name)}`)
}

/** A raw table whose records belong to conversations, and the columns that name these. */
export interface ConversationTable {
  readonly platform: string
  readonly table: string
  readonly columns: readonly string[]
}

/** Every raw table whose records belong to conversations, once. */
export function conversationTables(): ConversationTable[] {
  const tables = new Map<string, ConversationTable>()
  for (const { name: platform, entities } of platforms) {
    for (const entity of entities) {
      const columns = entity.conversationColumns?.map(quotedIdentifier)
      if (columns === undefined) continue
      for (const table of tablesOf(entity)) tables.set(table, { platform, table, columns })
    }
  }
  return [...tables.values()]
}
