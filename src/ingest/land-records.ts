import type { Entity, Platform } from '../platforms/index.js'
import type { Row } from '../result.js'
import { quotedIdentifier, quotedString, type Warehouse } from '../warehouse/index.js'
import { landingText } from './schema.js'
import { spelledColumns, structureText } from './sql-text.js'

/** What every statement of a load needs to know. */
export interface LandingIds {
  readonly loadId: number
  readonly org: string
  /** As much content is landed at once, in bytes, so that memory stays bounded. */
  readonly stepBytes: number
}

/** A record that could not be used. */
export interface Reject {
  readonly fileId: number
  readonly fileRow: number
  readonly recordId: string | null
  readonly reason: string
  readonly payload: string | null
}

/** Where records come from: a query that gives file_id, file_row, payload and stamp. */
export interface RecordSource {
  readonly sql: string
  /** Whether the texts already lie in raw.payloads, and `landing_payloads` shows them. */
  readonly isStored: boolean
}

/**
 * Shows the records of one entity as `landing_records`: their fields as columns, lists and objects nested.
 *
 * A table is parsed once, but what it held is not freed before the transaction ends; a view is parsed by each statement.
 */
export async function parseRecords(
  warehouse: Warehouse,
  entity: Entity,
  ids: LandingIds,
  { sql, isStored }: RecordSource,
  kind: 'table' | 'view' = 'table',
): Promise<void> {
  await unordered(warehouse, async () => {
    await warehouse.run(
      `create or replace temp ${kind} landing_records as
      select ${ids.loadId}::integer as load_id, file_id::integer as file_id, file_row::bigint as file_row,
          ${quotedString(ids.org)} as org_id, 'upsert' as op, stamp, md5(payload) as payload_hash,
          ${isStored ? '' : 'payload,'} ${mentions(entity)}
          ${columnsOf(entity)}
      from (${sql})
      where payload is not null`,
    )
  })
}

/**
 * Lands what lies in `landing_records`: into raw.payloads (unless it is there), into the entity's raw tables by its
 * own SQL, and into meta.rejects what is no such record.
 *
 * @returns the rejects
 */
export async function landRecords(
  warehouse: Warehouse,
  platform: Platform,
  entity: Entity,
  ids: LandingIds,
  isStored: boolean,
  kind: 'table' | 'view' = 'table',
): Promise<Reject[]> {
  const rejects = await unusable(warehouse, entity, isStored)
  if (rejects.length > 0) {
    await writeRejects(warehouse, ids.loadId, rejects)
    if (kind === 'table') await forget(warehouse, 'landing_records', rejects)
    if (isStored) await forget(warehouse, 'raw.payloads', rejects)
  }
  await unordered(warehouse, async () => {
    if (!isStored) {
      await warehouse.run('insert into raw.payloads select load_id, file_id, file_row, payload from landing_records')
    }
    for (const statement of await landingStatements(platform, entity)) await warehouse.run(statement)
  })
  await warehouse.run(`drop ${kind} landing_records`)
  return rejects
}

/** Runs work whose rows may come in any order: that lets DuckDB read and write with all threads. */
async function unordered(warehouse: Warehouse, work: () => Promise<void>): Promise<void> {
  await warehouse.run('set preserve_insertion_order = false')
  try {
    await work()
  } finally {
    await warehouse.run('set preserve_insertion_order = true').catch(() => undefined)
  }
}

/** Whether the text contains certain pieces: far cheaper to tell than to parse it once more. */
function mentions({ listFields, telltales = [] }: Entity): string {
  const contains = (piece: string): string => `contains(payload, ${quotedString(piece)})`
  const isKind = telltales.length === 0 ? 'true' : telltales.map(contains).join(' or ')
  return [
    ...listFields.map((field, index) => `${contains(`"${field}"`)} as mentions_${index},`),
    `${isKind} as is_kind,`,
  ].join(' ')
}

function columnsOf({ shape, spellings }: Entity): string {
  if (spellings !== undefined) return spelledColumns(Object.keys(shape), spellings)
  return `unnest(from_json(payload, ${structureText(shape)}))`
}

/** Records that are no object, have no key, or hold something else where a list belongs. */
async function unusable(
  warehouse: Warehouse,
  { name, keyField, listFields }: Entity,
  isStored: boolean,
): Promise<Reject[]> {
  const suspicion = [
    `coalesce(${quotedIdentifier(keyField)}, '') = ''`,
    'not is_kind',
    ...listFields.map((field, index) => `(mentions_${index} and ${quotedIdentifier(field)} is null)`),
  ].join(' or ')
  const [suspects] = await warehouse.rows(`select count(*) as count from landing_records where ${suspicion}`)
  if (suspects?.count === 0) return []
  const types = listFields.map((field, index) => `json_type(payload, ${quotedString(`$.${field}`)}) as list_${index}`)
  const rows = await warehouse.rows(
    `select file_id, file_row, ${quotedIdentifier(keyField)} as record_id, payload, is_kind, ${['json_type(payload) as type', ...types].join(', ')}
    from landing_records
    ${isStored ? 'join landing_payloads using (file_id, file_row)' : ''}
    where ${suspicion}
    order by file_id, file_row`,
  )
  return rows.flatMap((row) => {
    const recordId = typeof row.record_id === 'string' && row.record_id !== '' ? row.record_id : null
    const reason =
      reasonOf(row, keyField, listFields, recordId) ??
      (row.is_kind === true ? undefined : `the record is not one of ${name}, as the others of its file are`)
    if (reason === undefined) return []
    return [
      { fileId: Number(row.file_id), fileRow: Number(row.file_row), recordId, reason, payload: String(row.payload) },
    ]
  })
}

function reasonOf(
  row: Row,
  keyField: string,
  listFields: readonly string[],
  recordId: string | null,
): string | undefined {
  if (row.type !== 'OBJECT') return `the record is ${typeName(row.type)}, not an object`
  if (recordId === null) return `the record has no ${keyField}`
  const index = listFields.findIndex((_, at) => !['ARRAY', 'NULL', 'null'].includes(String(row[`list_${at}`])))
  return index === -1 ? undefined : `its ${listFields[index]} is ${typeName(row[`list_${index}`])}, not a list`
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  OBJECT: 'an object',
  ARRAY: 'a list',
  NULL: 'null',
  VARCHAR: 'text',
  BOOLEAN: 'a boolean',
}

function typeName(type: unknown): string {
  return TYPE_NAMES[String(type)] ?? 'a number'
}

/** Writes rejects into the ledger. */
export async function writeRejects(warehouse: Warehouse, loadId: number, rejects: readonly Reject[]): Promise<void> {
  const rows = rejects.map(({ fileId, fileRow, recordId, reason, payload }) => [
    fileId,
    fileRow,
    recordId,
    reason,
    payload,
  ])
  await warehouse.run(
    `insert into meta.rejects
    select $loadId, (item ->> 0)::integer, (item ->> 1)::bigint, item ->> 2, item ->> 3, item ->> 4
    from (select unnest(json_extract($rows::json, '$[*]')) as item)`,
    { loadId, rows: JSON.stringify(rows) },
  )
}

async function forget(warehouse: Warehouse, table: string, rejects: readonly Reject[]): Promise<void> {
  await warehouse.run(
    `delete from ${table} using (
        select (item ->> 0)::integer as file_id, (item ->> 1)::bigint as file_row
        from (select unnest(json_extract($rows::json, '$[*]')) as item)
    ) as bad
    where ${table}.file_id = bad.file_id and ${table}.file_row = bad.file_row`,
    { rows: JSON.stringify(rejects.map(({ fileId, fileRow }) => [fileId, fileRow])) },
  )
}

const statementsOf = new Map<Entity, string[]>()

/** The statements of sql/landing/<platform>/<entity>.sql; each ends with a semicolon at the end of a line. */
async function landingStatements(platform: Platform, entity: Entity): Promise<string[]> {
  let statements = statementsOf.get(entity)
  if (statements === undefined) {
    const text = await landingText(`${platform.name}/${entity.name}.sql`)
    statements = text.split(/;[ \t]*(?:\n|$)/).filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '')
    statementsOf.set(entity, statements)
  }
  return statements
}
