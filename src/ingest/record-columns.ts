import type { Entity, Shape, TypedForm } from '../platforms/index.js'
import { quotedIdentifier } from '../warehouse/index.js'
import { jsonSql } from './conform.js'
import { parseType, type TypeTree } from './duckdb-type.js'
import { fieldSql, isTyped, memberSql, nothing } from './field-sql.js'
import { membersOf, type Member, type Naming, type Struct } from './members.js'
import { isList } from './sql-text.js'
import type { RelationColumn } from './table-shape.js'

/** The SQL by which the columns of a row `r` become what landing reads of a record. */
export interface RecordColumns {
  /** A select list: every field of the entity's shape, leaves as text unless `typed` says otherwise, lists and objects nested. */
  readonly fields: readonly { readonly name: string; readonly sql: string }[]
  /** The form in which the records land, where the columns have its types. */
  readonly typed: TypedForm | undefined
  /** The JSON text of all that the fields leave out; undefined where they leave out nothing. */
  readonly others: string | undefined
  /** What makes a row no record: conditions with their reasons. */
  readonly faults: readonly { readonly condition: string; readonly reason: string }[]
  /** The text of the field that identifies the record. */
  readonly key: string
}

/** Finds the fields of an entity in the columns of a relation, whatever the naming convention, without a detour over JSON. */
export function recordColumns(columns: readonly RelationColumn[], entity: Entity): RecordColumns {
  const struct: Struct = { kind: 'struct', fields: columns.map(({ name, type }) => [name, parseType(type)]) }
  const source = (name: string): string => `r.${quotedIdentifier(name)}`
  const found = membersOf(struct, entity.shape, entity)
  const typed = typedForm(found.known, entity)
  const fields = [...found.known].map(([name, members]) => {
    const field = { name, shape: shapeOf(entity.shape, name), types: typed?.fields ?? {} }
    const values = members.map((member) => fieldSql(source(member.name), member.type, field))
    return { name, sql: values.length > 1 ? `coalesce(${values.join(', ')})` : (values[0] ?? nothing(field)) }
  })
  const key = fields.find(({ name }) => name === entity.keyField)!.sql
  const misplaced = entity.listFields.flatMap((field) =>
    (found.known.get(field) ?? [])
      .filter(({ type }) => type.kind !== 'list')
      .map(({ name, type }) => ({
        condition: `${source(name)} is not null`,
        reason: `its ${field} is ${kindName(type)}, not a list`,
      })),
  )
  return {
    fields,
    typed,
    others: othersSql(source, struct, entity.shape, 0, entity),
    faults: [{ condition: `coalesce(${key}, '') = ''`, reason: `the record has no ${entity.keyField}` }, ...misplaced],
    key,
  }
}

/** The typed form of an entity's records, where every value that it types can be of its type without loss. */
function typedForm(known: ReadonlyMap<string, readonly Member[]>, { shape, typed }: Entity): TypedForm | undefined {
  const types = typed?.fields ?? {}
  const isOfTypes = [...known].every(([name, members]) =>
    members.every(({ type }) => isTyped(type, { name, shape: shapeOf(shape, name), types })),
  )
  return isOfTypes ? typed : undefined
}

/** JSON text with the members of a struct that no field holds, at every depth, in their places; undefined where there are none. */
function othersSql(
  source: (name: string) => string,
  struct: Struct,
  shape: Shape,
  depth: number,
  naming?: Naming,
): string | undefined {
  const members = otherMembers(source, struct, shape, depth, naming)
  if (members.length === 0) return undefined
  const isAny = members.map(({ column }) => `${column} is not null`).join(' or ')
  return `case when ${isAny} then to_json(${packed(members)})::varchar end`
}

interface OtherMember {
  readonly name: string
  readonly column: string
  readonly sql: string
}

function otherMembers(
  source: (name: string) => string,
  struct: Struct,
  shape: Shape,
  depth: number,
  naming?: Naming,
): OtherMember[] {
  const { known, others } = membersOf(struct, shape, naming)
  const inside = [...known].flatMap(([field, members]) =>
    members.flatMap(({ name, type }) => {
      const sql = othersInside(source(name), type, shapeOf(shape, field), depth)
      return sql === undefined ? [] : [{ name, column: source(name), sql }]
    }),
  )
  return [
    ...others.map(({ name, type }) => ({ name, column: source(name), sql: jsonSql(source(name), type, depth) })),
    ...inside,
  ]
}

function othersInside(source: string, type: TypeTree, shape: Shape, depth: number): string | undefined {
  if (shape === 'VARCHAR') return undefined
  if (isList(shape)) {
    if (type.kind !== 'list') return jsonSql(source, type, depth)
    const variable = `x${depth}`
    const element = othersInside(variable, type.element, shape[0], depth + 1)
    return element && `list_transform(${source}, lambda ${variable}: ${element})`
  }
  if (type.kind !== 'struct') return jsonSql(source, type, depth)
  const members = otherMembers((name) => memberSql(source, name), type, shape, depth)
  return members.length === 0 ? undefined : packed(members)
}

function packed(members: readonly OtherMember[]): string {
  return `struct_pack(${members.map(({ name, sql }) => `${quotedIdentifier(name)} := ${sql}`).join(', ')})`
}

function shapeOf(shape: Shape, name: string): Shape {
  return typeof shape === 'object' && !isList(shape) ? (shape[name] ?? 'VARCHAR') : 'VARCHAR'
}

function kindName(type: TypeTree): string {
  if (type.kind === 'struct') return 'an object'
  if (type.kind === 'leaf' && type.name === 'VARCHAR') return 'text'
  return type.kind === 'leaf' && type.name === 'BOOLEAN' ? 'a boolean' : 'a number'
}
