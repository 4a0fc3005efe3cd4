import type { Entity, Platform } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { checkRecords, findUnusable, type RecordCheck } from './check-records.js'
import { namedFields } from './named-fields.js'
import { withoutRejects, type LandingIds, type RecordSource } from './record-source.js'
import { writeRejects, type Reject } from './rejects.js'
import { landingText } from './schema.js'
import { showRecords } from './show-records.js'
import { withoutComments } from './sql-text.js'
import { unordered } from './unordered.js'

/**
 * Lands the records of a source: into raw.payloads (unless they are there), into the entity's raw tables by its own SQL,
 * and into meta.rejects what is no such record.
 *
 * Each statement reads the source through the view `landing_records`, which parses just the fields that it names: that
 * costs less than a table of nested records, and no memory.
 *
 * @param source read where files are read, unless its texts are stored
 * @returns the rejects
 */
export async function landRecords(
  warehouse: Warehouse,
  platform: Platform,
  entity: Entity,
  ids: LandingIds,
  source: RecordSource,
  check?: RecordCheck,
): Promise<Reject[]> {
  const { source: kept, drop } = await withoutPersonalData(entity, ids, source)
  const { isDoubtful, absentLists } = check ?? (await checkRecords(warehouse, entity, ids, kept))
  return unordered(warehouse, async () => {
    const rejects = isDoubtful ? await findUnusable(warehouse, entity, ids, kept) : []
    if (rejects.length > 0) await setAside(warehouse, rejects, ids.loadId, source.isStored)
    const usable = rejects.length === 0 ? kept : withoutRejects(kept)
    if (!source.isStored) {
      await warehouse.run(
        `insert into raw.payloads select ${ids.loadId}, file_id, file_row, payload from (${usable.sql}) where payload is not null`,
      )
    }
    let views = ''
    for (const statement of await landingStatements(platform, landingFiles(entity))) {
      if (isInsertOfListIn(absentLists, statement, entity)) continue
      await showRecords(warehouse, entity, ids, usable, views + statement)
      await warehouse.run(statement)
      if (!isInsert(statement)) views += statement
    }
    await warehouse.run('drop view landing_records')
    await warehouse.run('drop table if exists landing_rejects')
    await drop()
    return rejects
  })
}

/** The source as it is, or the texts of its records once without personal data; what is stored has none already. */
async function withoutPersonalData(
  entity: Entity,
  { personalData }: LandingIds,
  source: RecordSource,
): Promise<{ readonly source: RecordSource; readonly drop: () => Promise<void> }> {
  if (source.isStored || !personalData.isTakenOut) return { source, drop: () => Promise.resolve() }
  const { sql, drop } = await personalData.takeOut(entity, source.sql)
  return { source: { sql, isStored: false }, drop }
}

/** Whether a statement inserts the elements of one of these lists and reads nothing else of a record. */
function isInsertOfListIn(lists: ReadonlySet<string>, statement: string, { shape }: Entity): boolean {
  const [field, ...others] = Object.keys(namedFields(shape, statement))
  return field !== undefined && others.length === 0 && lists.has(field) && statement.includes(`unnest(${field})`)
}

/** Writes rejects into the ledger and names them in `landing_rejects`. */
async function setAside(
  warehouse: Warehouse,
  rejects: readonly Reject[],
  loadId: number,
  isStored: boolean,
): Promise<void> {
  await writeRejects(warehouse, loadId, rejects)
  await warehouse.run(
    `create or replace temp table landing_rejects as
    select (item ->> 0)::integer as file_id, (item ->> 1)::bigint as file_row
    from (select unnest(json_extract($rows::json, '$[*]')) as item)`,
    { rows: JSON.stringify(rejects.map(({ fileId, fileRow }) => [fileId, fileRow])) },
  )
  if (isStored) {
    await warehouse.run('delete from raw.payloads where (file_id, file_row) in (from landing_rejects)')
  }
}

function isInsert(statement: string): boolean {
  return /^\s*insert\b/i.test(withoutComments(statement))
}

/** The names of the files that land an entity's records, leaves as text. */
export function landingFiles({ name, landing }: Entity): readonly string[] {
  return landing ?? [name]
}

/** What every row of raw begins with: a landing statement says it by one word. */
const PLACE = 'load_id, file_id, file_row, org_id, op'

const statementsOf = new Map<string, string[]>()

/**
 * The statements of files in sql/landing/<platform>/; each ends with a semicolon at the end of a line. `{{ place }}` stands for
 * the columns that say by which load, of which file and where in it a row came.
 */
export async function landingStatements(platform: Platform, files: readonly string[]): Promise<string[]> {
  const paths = files.map((name) => `${platform.name}/${name}.sql`)
  const key = paths.join(' ')
  let statements = statementsOf.get(key)
  if (statements === undefined) {
    const text = (await Promise.all(paths.map(landingText))).join('\n').replaceAll('{{ place }}', PLACE)
    statements = text.split(/;[ \t]*(?:\n|$)/).filter((statement) => withoutComments(statement).trim() !== '')
    statementsOf.set(key, statements)
  }
  return statements
}
