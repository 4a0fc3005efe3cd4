import type { Entity, JsonObject } from '../platform.js'

/** A record without nesting, as all of CXone's are. */
export interface FlatEntity {
  readonly name: string
  readonly keyField: string
  /** The fields that land, in the current spelling, separated by white space. */
  readonly fields: string
  /** Spellings of earlier generations that are more than another first letter. */
  readonly spellings?: Readonly<Record<string, readonly string[]>>
  /** What columns of reports and of the data share are called that hold a field. */
  readonly columns?: Readonly<Record<string, readonly string[]>>
  readonly hasLocalTimes?: (has: (...names: string[]) => boolean) => boolean
  /** Documented fields that no model reads. */
  readonly otherFields?: string
  /** The columns that name the contact and its chain; none where a record belongs to no contact. */
  readonly conversationColumns?: readonly string[]
  readonly matches: (has: (...names: string[]) => boolean, record: JsonObject) => boolean
}

/**
 * An entity whose fields come as `agentId` and as `AgentId`, now and then both in one file.
 *
 * `matches` is asked with a function that tells whether a record has any of the names, whatever their capitals.
 */
export function flat(entity: FlatEntity): Entity {
  const fields = entity.fields.trim().split(/\s+/)
  const others = (entity.otherFields ?? '').split(/\s+/).filter((name) => name !== '')
  const spellings = fields.map((field) => [field, [capitalised(field), ...(entity.spellings?.[field] ?? [])]] as const)
  return {
    name: entity.name,
    table: `cxone_${entity.name}`,
    keyField: entity.keyField,
    listFields: [],
    ...(entity.conversationColumns === undefined ? {} : { conversationColumns: entity.conversationColumns }),
    shape: Object.fromEntries(fields.map((field) => [field, 'VARCHAR' as const])),
    spellings: Object.fromEntries(spellings),
    otherFields: [...others, ...others.map(capitalised)],
    ...(entity.columns === undefined ? {} : { columns: entity.columns }),
    hasLocalTimes: (record) => entity.hasLocalTimes?.(namesOf(record)) === true,
    matches: (record) => entity.matches(namesOf(record), record),
  }
}

function namesOf(record: JsonObject): (...wanted: string[]) => boolean {
  const names = new Set(Object.keys(record).map((name) => name.toLowerCase()))
  return (...wanted) => wanted.some((name) => names.has(name.toLowerCase()))
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
