import type { Entity, Platform } from '../platforms/index.js'
import { quotedString, type Warehouse } from '../warehouse/index.js'
import { forget, unusable, writeRejects, type Reject } from './rejects.js'
import type { PersonalData } from './personal-data.js'
import { landingText } from './schema.js'
import { spelledColumns, structureText } from './sql-text.js'

/** What every statement of a load needs to know. */
export interface LandingIds {
  readonly loadId: number
  readonly org: string
  /** As much content is landed at once, in bytes, so that memory stays bounded. */
  readonly stepBytes: number
  readonly personalData: PersonalData
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
      from (${isStored ? sql : withoutPersonalData(entity, ids, sql)})
      where payload is not null`,
    )
  })
}

function withoutPersonalData(entity: Entity, { personalData }: LandingIds, sql: string): string {
  if (!personalData.isTakenOut) return sql
  return `select * replace (${personalData.redacted(entity, 'payload')} as payload) from (${sql})`
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
export async function unordered(warehouse: Warehouse, work: () => Promise<void>): Promise<void> {
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

const statementsOf = new Map<Entity, string[]>()

/** The statements of the entity's files in sql/landing/<platform>/; each ends with a semicolon at the end of a line. */
export async function landingStatements(platform: Platform, entity: Entity): Promise<string[]> {
  let statements = statementsOf.get(entity)
  if (statements === undefined) {
    const files = entity.landing ?? [entity.name]
    const text = (await Promise.all(files.map((name) => landingText(`${platform.name}/${name}.sql`)))).join('\n')
    statements = text.split(/;[ \t]*(?:\n|$)/).filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '')
    statementsOf.set(entity, statements)
  }
  return statements
}
