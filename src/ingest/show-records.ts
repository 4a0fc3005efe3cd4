import type { Entity } from '../platforms/index.js'
import { quotedString, type Session } from '../warehouse/index.js'
import { namedFields } from './named-fields.js'
import type { LandingIds, RecordSource } from './record-source.js'
import { spelledColumns, structureText, withoutComments } from './sql-text.js'

/** Shows the records of a source as `landing_records`: the fields that a statement names as columns, lists and objects nested. */
export async function showRecords(
  warehouse: Session,
  { shape, spellings, listFields, telltales = [] }: Entity,
  ids: LandingIds,
  { sql, typed }: RecordSource,
  statement: string,
): Promise<void> {
  const named = namedFields(shape, statement)
  const common = `${ids.loadId}::integer as load_id, file_id::integer as file_id, file_row::bigint as file_row,
        ${quotedString(ids.org)} as org_id, 'upsert' as op, stamp`
  const fields =
    spellings === undefined
      ? `unnest(from_json(payload, ${structureText(named)}))`
      : spelledColumns(Object.keys(named), spellings)
  const contains = (piece: string): string => `contains(payload, ${quotedString(piece)})`
  const mentions = listFields.map((field, index) => `${contains(`"${field}"`)} as mentions_${index},`).join(' ')
  const isKind = telltales.length === 0 ? 'true' : telltales.map(contains).join(' or ')
  await warehouse.run(
    `create or replace temp view landing_records as
    ${
      typed === undefined || spellings !== undefined || NEEDS_TEXT.test(withoutComments(statement))
        ? `select ${common}, md5(payload) as payload_hash, payload, ${mentions} ${isKind} as is_kind, ${fields}
          from (${sql}) where payload is not null`
        : `select ${common}, unnest(record) from (${typed(named)})`
    }`,
  )
}

/** What a view can show only where it has the text of a record. */
const NEEDS_TEXT = /\*|\b(payload|payload_hash|is_kind|mentions_\d+)\b/
