import { quotedIdentifier, quotedString } from '@duckdb/node-api'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetRows } from './file-list.js'
import type { OtherProcess } from './other-process.js'
import type { Warehouse } from './warehouse.js'

/** As many rows of a table are held in memory at once: the fewest that a Parquet file of DuckDB has in a group. */
const STEP_ROWS = 2048

/** Types that Parquet has no counterpart of, or one with less in it; as text they are exact. */
const TEXT_ONLY = /\b(U?HUGEINT|DECIMAL|INTERVAL|BIT|BIGNUM|TIME WITH TIME ZONE|UNION|VARIANT|GEOMETRY)\b/

interface Table {
  readonly schema: string
  readonly name: string
  /** The statement that makes it. */
  readonly sql: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/**
 * Copies all tables with their rows, in their order, into the database that another process uses; those that it has are
 * filled. The rows go by way of Parquet files, which hold values and nothing else; one table after the other, so that no
 * more than one lies there.
 */
export async function copyTables(from: Warehouse, to: OtherProcess): Promise<void> {
  const file = join(to.folder, 'rows.parquet')
  for (const { schema, name, sql, columns } of await tablesOf(from)) {
    const table = `${quotedIdentifier(schema)}.${quotedIdentifier(name)}`
    const values = columns.map((column) => {
      const quoted = quotedIdentifier(column.name)
      return TEXT_ONLY.test(column.type) ? `${quoted}::varchar as ${quoted}` : quoted
    })
    await from.run(
      `copy (select ${values.join(', ')} from ${table}) to ${quotedString(file)}
      (format parquet, compression lz4_raw, row_group_size ${STEP_ROWS})`,
    )
    await to.run(`create schema if not exists ${quotedIdentifier(schema)}`)
    await to.run(sql.replace(/^CREATE TABLE /, 'create table if not exists '))
    await to.run(`insert into ${table} by name from ${parquetRows(file)}`)
    await rm(file)
  }
}

async function tablesOf(warehouse: Warehouse): Promise<Table[]> {
  const tables = await warehouse.rows(
    `select schema_name, table_name, sql from duckdb_tables()
    where database_name = current_database() and not temporary order by table_oid`,
  )
  const columns = await warehouse.rows(
    `select schema_name, table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database() order by column_index`,
  )
  return tables.map((table) => ({
    schema: String(table['schema_name']),
    name: String(table['table_name']),
    sql: String(table['sql']),
    columns: columns
      .filter(
        ({ schema_name: schema, table_name: name }) => schema === table['schema_name'] && name === table['table_name'],
      )
      .map((column) => ({ name: String(column['column_name']), type: String(column['data_type']) })),
  }))
}
