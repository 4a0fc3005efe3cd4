import type { Entity } from '../platforms/index.js'
import { quotedIdentifier, type Session } from '../warehouse/index.js'
import type { LandingIds, RecordSource } from './record-source.js'
import { unusable, type Reject } from './rejects.js'
import { showRecords } from './show-records.js'
import { isList } from './sql-text.js'
import { unordered } from './unordered.js'

/** What one look at all records of a source tells. */
export interface RecordCheck {
  /** Whether the records of each file are numbered without a gap or a number twice. */
  readonly isNumbered: boolean
  /** Whether there may be records among them that cannot be used. */
  readonly isDoubtful: boolean
  /** The lists of a record that none of them has. */
  readonly absentLists: ReadonlySet<string>
}

/** Looks whether the records of a source have their key and their lists. */
export async function checkRecords(
  warehouse: Session,
  entity: Entity,
  ids: LandingIds,
  source: RecordSource,
): Promise<RecordCheck> {
  return unordered(warehouse, async () => {
    const doubt = doubts(entity)
    const lists = listsOf(entity)
    const present = lists.map((name, index) => `count(${quotedIdentifier(name)}) as present_${index}`)
    await showRecords(warehouse, entity, ids, source, [doubt, ...lists].join(' '))
    const files = await warehouse.rows(
      `select ${['count(*) as count', 'max(file_row) as last', `count_if(${doubt}) as doubtful`, ...present].join(', ')}
      from landing_records group by file_id`,
    )
    return {
      isNumbered: files.every(({ count, last }) => count === last),
      isDoubtful: files.some(({ doubtful }) => doubtful !== 0),
      absentLists: new Set(lists.filter((_, index) => files.every((file) => file[`present_${index}`] === 0))),
    }
  })
}

/** Reads the records that cannot be used. */
export async function findUnusable(
  warehouse: Session,
  entity: Entity,
  ids: LandingIds,
  source: RecordSource,
): Promise<Reject[]> {
  await showRecords(warehouse, entity, ids, source, `${doubts(entity)} payload`)
  return unusable(warehouse, entity)
}

/** The names of a record's own lists. */
function listsOf({ shape }: Entity): string[] {
  return typeof shape === 'string'
    ? []
    : Object.entries(shape).flatMap(([name, inner]) => (isList(inner) ? [name] : []))
}

/** Records that may be no object, have no key, hold something else where a list belongs, or be of another kind. */
function doubts({ keyField, listFields, telltales = [] }: Entity): string {
  return [
    `coalesce(${quotedIdentifier(keyField)}, '') = ''`,
    ...listFields.map((field) => `${quotedIdentifier(field)} is null`),
    ...(telltales.length === 0 ? [] : ['not is_kind']),
  ].join(' or ')
}
