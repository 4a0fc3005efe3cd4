import type { Entity, Platform } from '../platforms/index.js'
import { quotedIdentifier, quotedString, type Warehouse } from '../warehouse/index.js'
import { FILE_ROW, type OpenRows, type TableReader } from './item.js'
import { landingFiles, landingStatements } from './land-records.js'
import type { LandingIds } from './record-source.js'
import { unordered } from './unordered.js'
import { reading } from './read-files.js'
import type { RecordColumns } from './record-columns.js'
import { writeRejects, type Reject } from './rejects.js'

/** A file whose rows are landed column by column. */
export interface ColumnsToLand {
  readonly platform: Platform
  readonly entity: Entity
  readonly reader: TableReader & { readonly columns: RecordColumns }
  readonly fileId: number
  readonly ids: LandingIds
}

/**
 * Lands the columns of rows as fields of records: into the entity's raw tables, what these have no place for into
 * raw.other_fields, and into meta.rejects what is no record. No text of them is made.
 *
 * @returns the rejects
 */
export async function landColumns(warehouse: Warehouse, rows: OpenRows, file: ColumnsToLand): Promise<Reject[]> {
  const { platform, entity, reader, ids } = file
  const { typed } = reader.columns
  const statements = await landingStatements(platform, typed === undefined ? landingFiles(entity) : [typed.landing])
  const kind = statements.length > 1 ? 'table' : 'view'
  const rejects = await faultyRows(warehouse, rows, file)
  if (rejects.length > 0) await writeRejects(warehouse, ids.loadId, rejects)
  await unordered(warehouse, async () => {
    await reading(async () => {
      await warehouse.run(
        `create or replace temp ${kind} landing_records as ${recordsSql(rows, file, rejects.length > 0)}`,
      )
      for (const statement of statements) await warehouse.run(statement)
      if (reader.columns.others !== undefined) await warehouse.run(OTHER_FIELDS)
    })
  })
  await warehouse.run(`drop ${kind} landing_records`)
  return rejects
}

const OTHER_FIELDS = `insert into raw.other_fields
  select load_id, file_id, file_row, other_fields from landing_records where other_fields is not null`

async function faultyRows(warehouse: Warehouse, rows: OpenRows, { reader, fileId }: ColumnsToLand): Promise<Reject[]> {
  const { faults, key } = reader.columns
  // Most files have none, and to see that takes few columns.
  const [some] = await warehouse.rows(`select 1 from (${rows.sql}) as r where ${anyFault(reader.columns)} limit 1`)
  if (some === undefined) return []
  const reasons = faults.map(({ condition, reason }) => `when ${condition} then ${quotedString(reason)}`)
  const faulty = await warehouse.rows(
    `select r.${FILE_ROW} as file_row, nullif(${key}, '') as record_id, case ${reasons.join(' ')} end as reason, ${reader.record} as payload
    from (${rows.sql}) as r
    where ${anyFault(reader.columns)}
    order by file_row`,
  )
  return faulty.map((row) => ({
    fileId,
    fileRow: Number(row.file_row),
    recordId: typeof row.record_id === 'string' ? row.record_id : null,
    reason: String(row.reason),
    payload: String(row.payload),
  }))
}

/** A version's hash is that of the fields, not of how a file types them. */
function recordsSql(rows: OpenRows, { reader, fileId, ids }: ColumnsToLand, hasFaults: boolean): string {
  const { fields, others, typed } = reader.columns
  const all = others === undefined ? fields : [...fields, { name: 'other_fields', sql: others }]
  const hashed = all.map(({ name }) => quotedIdentifier(name)).join(', ')
  const select = all.map(({ name, sql }) => `${sql} as ${quotedIdentifier(name)}`).join(',\n    ')
  return `select ${ids.loadId}::integer as load_id, ${fileId}::integer as file_id, file_row, ${quotedString(ids.org)} as org_id,
    'upsert' as op, null::varchar as stamp, hash(${hashed})${typed === undefined ? '::varchar' : ''} as payload_hash, * exclude (file_row)
  from (
    select r.${FILE_ROW}::bigint as file_row, ${select}
    from (${rows.sql}) as r
    ${hasFaults ? `where not (${anyFault(reader.columns)})` : ''}
  )`
}

function anyFault({ faults }: RecordColumns): string {
  return faults.map(({ condition }) => condition).join(' or ')
}
