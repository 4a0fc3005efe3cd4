import type { JsonObject } from '../platforms/index.js'
import type { Session } from '../warehouse/index.js'

export interface RelationColumn {
  readonly name: string
  /** DuckDB's name of it. */
  readonly type: string
}

export interface TableShape {
  readonly columns: readonly RelationColumn[]
  /** The first records, as JSON. */
  readonly sample: readonly JsonObject[]
}

const SAMPLE_ROWS = 100

/** The columns and the first rows of a query. */
export async function describeRelation(warehouse: Session, sql: string): Promise<TableShape> {
  const columns = await warehouse.rows(`describe ${sql}`)
  const sample = await warehouse.rows(
    `select to_json(record)::varchar as record from (select * from (${sql}) limit ${SAMPLE_ROWS}) as record`,
  )
  return {
    columns: columns.map((row) => ({ name: String(row.column_name), type: String(row.column_type) })),
    sample: sample.map(({ record }) => JSON.parse(finite(String(record))) as JsonObject),
  }
}

/** DuckDB writes NaN and Infinity, for which JSON has no word. */
function finite(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g, (part) => (part.startsWith('"') ? part : 'null'))
}

/** The number of rows of a query. */
export async function countRows(warehouse: Session, sql: string): Promise<number> {
  const [count] = await warehouse.rows(`select count(*) as rows from (${sql})`)
  return Number(count?.rows ?? 0)
}
