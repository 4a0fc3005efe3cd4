import type { Entity, Platform } from '../platforms/index.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { landingText } from './schema.js'
import { structureText } from './sql-text.js'

export interface LandingIds {
  readonly loadId: number
  readonly org: string
}

/** A record that could not be used. */
export interface Reject {
  readonly fileId: number
  readonly fileRow: number
  readonly recordId: string | null
  readonly reason: string
  readonly payload: string | null
}

/**
 * Lands what lies in `landing_payloads` as records of one entity: into raw.payloads (unless it is there), into the
 * entity's raw tables by its own SQL, and into meta.rejects what is no such record.
 *
 * @returns the rejects of each file
 */
export async function landRecords(
  warehouse: Warehouse,
  platform: Platform,
  entity: Entity,
  ids: LandingIds,
  arePayloadsStored: boolean,
): Promise<Reject[]> {
  await warehouse.run(
    `create or replace temp table landing_records as
    select $loadId::integer as load_id, file_id::integer as file_id, file_row::bigint as file_row, $org as org_id, 'upsert' as op,
        stamp, md5(payload) as payload_hash, unnest(from_json(payload, ${structureText(entity.shape)}))
    from landing_payloads where payload is not null`,
    { loadId: ids.loadId, org: ids.org },
  )
  const rejects = await unusable(warehouse, entity)
  if (rejects.length > 0) {
    await writeRejects(warehouse, ids.loadId, rejects)
    await forget(warehouse, 'landing_records', rejects)
    await forget(warehouse, arePayloadsStored ? 'raw.payloads' : 'landing_payloads', rejects)
  }
  if (!arePayloadsStored) {
    await warehouse.run(
      'insert into raw.payloads select $loadId, file_id, file_row, payload from landing_payloads where payload is not null',
      { loadId: ids.loadId },
    )
  }
  for (const statement of await landingStatements(platform, entity)) await warehouse.run(statement)
  await warehouse.run('drop table landing_records')
  return rejects
}

/** Records that are no object, have no key, or hold something else where a list belongs. */
async function unusable(warehouse: Warehouse, entity: Entity): Promise<Reject[]> {
  const key = quotedIdentifier(entity.keyField)
  const suspicions = [
    `coalesce(${key}, '') = ''`,
    ...entity.listFields.map((field) => `${quotedIdentifier(field)} is null`),
  ]
  const rows = await warehouse.rows(
    `with suspects as (
        select file_id, file_row, ${key} as record_id from landing_records where ${suspicions.join(' or ')}
    ),
    shapes as (
        select suspects.*, payload, json_type(payload) as type,
            ${entity.listFields.map((field, index) => `json_type(payload, '$.${field}') as list_${index}`).join(', ') || '1'}
        from suspects
        join landing_payloads using (file_id, file_row)
    )
    select * from shapes
    where type <> 'OBJECT' or coalesce(record_id, '') = ''
        ${entity.listFields.map((_, index) => `or list_${index} not in ('ARRAY', 'NULL')`).join(' ')}
    order by file_id, file_row`,
  )
  return rows.map((row) => {
    const list = entity.listFields.findIndex(
      (_, index) => !['ARRAY', 'NULL', null].includes(row[`list_${index}`] as string | null),
    )
    return {
      fileId: Number(row.file_id),
      fileRow: Number(row.file_row),
      recordId: typeof row.record_id === 'string' && row.record_id !== '' ? row.record_id : null,
      reason:
        row.type !== 'OBJECT'
          ? `the record is ${typeName(row.type)}, not an object`
          : list !== -1
            ? `its ${entity.listFields[list]} is ${typeName(row[`list_${list}`])}, not a list`
            : `the record has no ${entity.keyField}`,
      payload: String(row.payload),
    }
  })
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
