import type { Entity, JsonObject, Shape } from '../platforms/index.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'
import { parseType, type TypeTree } from './duckdb-type.js'
import type { RelationColumn } from './table-shape.js'

/** A name without what naming conventions differ in: `conversation_id`, `conversationId`, `CONVERSATIONID` are one. */
export function plainName(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase()
}

/** A record with the platform's own names for the fields it knows. */
export function withKnownNames(record: JsonObject, { shape, columns }: Entity): JsonObject {
  const known = knownColumns(Object.keys(record), shape, columns)
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [known.get(plainName(name)) ?? name, value]))
}

/**
 * The SQL that makes the JSON text of a record from a row's columns: fields by the platform's own names at every depth, instants as ISO 8601,
 * every column kept.
 */
export function recordSql(columns: readonly RelationColumn[], entity: Entity): string {
  const fields = columns.map((column) => [column.name, parseType(column.type)] as const)
  const names = columns.map(({ name }) => name)
  const known = knownColumns(names, entity.shape, entity.columns)
  return `to_json(${structSql((name) => `r.${quotedIdentifier(name)}`, fields, entity.shape, 0, known)})::varchar`
}

/** The SQL of a value as text: instants as ISO 8601, lists and objects as their JSON. */
export function textSql(source: string, type: TypeTree, depth: number): string {
  if (type.kind !== 'leaf' || type.name.startsWith('MAP('))
    return `cast(to_json(${jsonSql(source, type, depth)}) as varchar)`
  if (type.name === 'VARCHAR') return source
  return isInstant(type.name) ? instantSql(source, type.name) : `cast(${source} as varchar)`
}

/** The SQL of a value as to_json takes it: instants as ISO 8601 at every depth, numbers that are none as null. */
export function jsonSql(source: string, type: TypeTree, depth: number): string {
  return valueSql(source, type, 'VARCHAR', depth)
}

type Struct = Extract<TypeTree, { kind: 'struct' }>

function structSql(
  source: (name: string) => string,
  fields: Struct['fields'],
  shape: Shape,
  depth: number,
  known: ReadonlyMap<string, string> = knownNames(shape),
): string {
  const taken = new Set<string>()
  const members = fields.map(([name, type]) => {
    const preferred = known.get(plainName(name))
    const target = preferred === undefined || taken.has(preferred.toLowerCase()) ? unusedName(name, taken) : preferred
    taken.add(target.toLowerCase())
    return `${quotedIdentifier(target)} := ${valueSql(source(name), type, innerShape(shape, target), depth)}`
  })
  return `struct_pack(${members.join(', ')})`
}

function valueSql(source: string, type: TypeTree, shape: Shape, depth: number): string {
  if (isPlain(type, shape)) return source
  switch (type.kind) {
    case 'leaf':
      return isInstant(type.name) ? instantSql(source, type.name) : `case when isfinite(${source}) then ${source} end`
    case 'list': {
      const variable = `x${depth}`
      return `list_transform(${source}, lambda ${variable}: ${valueSql(variable, type.element, elementShape(shape), depth + 1)})`
    }
    case 'struct': {
      const field = (name: string): string => `struct_extract(${source}, ${quotedString(name)})`
      return `case when ${source} is not null then ${structSql(field, type.fields, shape, depth)} end`
    }
  }
}

/** Whether a value goes into JSON as it is. */
export function isPlain(type: TypeTree, shape: Shape): boolean {
  switch (type.kind) {
    case 'leaf':
      return !isInstant(type.name) && type.name !== 'DOUBLE' && type.name !== 'FLOAT'
    case 'list':
      return isPlain(type.element, elementShape(shape))
    case 'struct':
      return type.fields.every(([name, inner]) => {
        const known = knownNames(shape).get(plainName(name)) ?? name
        return known === name && isPlain(inner, innerShape(shape, name))
      })
  }
}

function isInstant(type: string): boolean {
  return type.startsWith('TIMESTAMP')
}

/** An instant as the platforms write it, with as many digits as it needs; without a zone it is in UTC. */
function instantSql(source: string, type: string): string {
  const instant = type === 'TIMESTAMP WITH TIME ZONE' ? `timezone('UTC', ${source})` : `cast(${source} as timestamp)`
  return `case when microsecond(${instant}) % 1000 = 0 then strftime(${instant}, '%Y-%m-%dT%H:%M:%S.%gZ')
    else strftime(${instant}, '%Y-%m-%dT%H:%M:%S.%fZ') end`
}

function knownNames(shape: Shape): ReadonlyMap<string, string> {
  if (shape === 'VARCHAR' || isList(shape)) return new Map()
  return new Map(Object.keys(shape).map((name) => [plainName(name), name]))
}

/** Fields by the plain names of a table's columns: where one is called as the entity's tables call it, no other is the field. */
function knownColumns(
  names: readonly string[],
  shape: Shape,
  columns: Entity['columns'] = {},
): ReadonlyMap<string, string> {
  const known = new Map(knownNames(shape))
  const present = new Set(names.map(plainName))
  for (const [field, others] of Object.entries(columns)) {
    const column = others.map(plainName).find((name) => present.has(name))
    if (column === undefined) continue
    known.delete(plainName(field))
    known.set(column, field)
  }
  return known
}

function innerShape(shape: Shape, name: string): Shape {
  if (shape === 'VARCHAR' || isList(shape)) return 'VARCHAR'
  return shape[name] ?? 'VARCHAR'
}

function elementShape(shape: Shape): Shape {
  return isList(shape) ? shape[0] : 'VARCHAR'
}

function unusedName(name: string, taken: ReadonlySet<string>): string {
  let unused = name
  for (let number = 1; taken.has(unused.toLowerCase()); number++) unused = `${name}_${number}`
  return unused
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}
