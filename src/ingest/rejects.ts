import type { Entity } from '../platforms/index.js'
import type { Row } from '../result.js'
import { quotedIdentifier, quotedString, type Session } from '../warehouse/index.js'

/** A record that could not be used. */
export interface Reject {
  readonly fileId: number
  readonly fileRow: number
  readonly recordId: string | null
  readonly reason: string
  readonly payload: string | null
}

/** Records that are no object, have no key, or hold something else where a list belongs. */
export async function unusable(warehouse: Session, { name, keyField, listFields }: Entity): Promise<Reject[]> {
  const suspicion = [
    `coalesce(${quotedIdentifier(keyField)}, '') = ''`,
    'not is_kind',
    ...listFields.map((field, index) => `(mentions_${index} and ${quotedIdentifier(field)} is null)`),
  ].join(' or ')
  const types = listFields.map((field, index) => `json_type(payload, ${quotedString(`$.${field}`)}) as list_${index}`)
  const rows = await warehouse.rows(
    `select file_id, file_row, ${quotedIdentifier(keyField)} as record_id, payload, is_kind, ${['json_type(payload) as type', ...types].join(', ')}
    from landing_records
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
export async function writeRejects(warehouse: Session, loadId: number, rejects: readonly Reject[]): Promise<void> {
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
