import type { FieldType, Shape } from '../platforms/index.js'
import { quotedIdentifier, quotedString } from '../warehouse/index.js'
import { isPlain, textSql } from './conform.js'
import type { TypeTree } from './duckdb-type.js'
import { membersOf } from './members.js'
import { isList } from './sql-text.js'
import { typedSql } from './typed-sql.js'

/** A field that landing reads. */
export interface Field {
  readonly name: string
  readonly shape: Shape
  /** The types of fields that are not text, by name, at whatever depth they stand. */
  readonly types: Readonly<Record<string, FieldType>>
}

/** The SQL of a value as a field of a record: leaves as text or of the field's type, members by the platform's own names. */
export function fieldSql(source: string, type: TypeTree, field: Field, depth = 0): string {
  const { name, shape, types } = field
  if (shape === 'VARCHAR') {
    const fieldType = types[name]
    return fieldType === undefined ? textSql(source, type, depth) : typedSql(source, type, fieldType)!
  }
  const target = castType(type, field)
  if (target !== undefined) return `cast(${source} as ${target})`
  if (isList(shape)) {
    if (type.kind !== 'list') return nothing(field)
    const variable = `x${depth}`
    return `list_transform(${source}, lambda ${variable}: ${fieldSql(variable, type.element, elementOf(field), depth + 1)})`
  }
  if (type.kind !== 'struct') return nothing(field)
  const members = [...membersOf(type, shape).known].map(([inner, [member]]) => {
    const value =
      member === undefined
        ? nothing(memberOf(field, inner))
        : fieldSql(memberSql(source, member.name), member.type, memberOf(field, inner), depth)
    return `${quotedIdentifier(inner)} := ${value}`
  })
  return `struct_pack(${members.join(', ')})`
}

/** The SQL of a field that a record does not have. */
export function nothing(field: Field): string {
  return `cast(null as ${fieldType(field)})`
}

/** Whether every value that a field types can be of its type without loss. */
export function isTyped(type: TypeTree, field: Field): boolean {
  const { name, shape, types } = field
  if (shape === 'VARCHAR') return types[name] === undefined || typedSql('', type, types[name]) !== undefined
  if (isList(shape)) return type.kind !== 'list' || isTyped(type.element, elementOf(field))
  if (type.kind !== 'struct') return true
  return [...membersOf(type, shape).known].every(([inner, members]) =>
    members.every((member) => isTyped(member.type, memberOf(field, inner))),
  )
}

export function memberSql(source: string, name: string): string {
  return `struct_extract(${source}, ${quotedString(name)})`
}

/** The type to which a cast, member by member of the same name, says the same as taking the value apart, in less time. */
function castType(type: TypeTree, field: Field): string | undefined {
  const { name, shape, types } = field
  if (shape === 'VARCHAR') {
    if (types[name] !== undefined) return isCastTo(types[name], type) ? types[name] : undefined
    if (type.kind === 'leaf' && !type.name.startsWith('MAP(')) {
      return type.name.startsWith('TIMESTAMP') ? undefined : 'VARCHAR'
    }
    return isPlain(type, 'VARCHAR') ? 'JSON' : undefined
  }
  if (isList(shape)) {
    const element = type.kind === 'list' ? castType(type.element, elementOf(field)) : undefined
    return element && `${element}[]`
  }
  if (type.kind !== 'struct') return undefined
  const known = [...membersOf(type, shape).known]
  if (known.every(([, members]) => members.length === 0)) return undefined
  const targets = known.map(([inner, [member]]) => {
    if (member === undefined) return fieldType(memberOf(field, inner))
    return member.name.toLowerCase() === inner.toLowerCase() ? castType(member.type, memberOf(field, inner)) : undefined
  })
  if (targets.includes(undefined)) return undefined
  return `STRUCT(${known.map(([inner], index) => `${quotedIdentifier(inner)} ${targets[index]!}`).join(', ')})`
}

function isCastTo(fieldType: FieldType, type: TypeTree): boolean {
  return fieldType !== 'TIMESTAMPTZ' || (type.kind === 'leaf' && /^TIMESTAMP( WITH TIME ZONE)?$/.test(type.name))
}

function fieldType(field: Field): string {
  const { name, shape, types } = field
  if (shape === 'VARCHAR') return types[name] ?? shape
  if (isList(shape)) return `${fieldType(elementOf(field))}[]`
  const members = Object.keys(shape).map((inner) => `${quotedIdentifier(inner)} ${fieldType(memberOf(field, inner))}`)
  return `STRUCT(${members.join(', ')})`
}

function elementOf({ name, shape, types }: Field): Field {
  return { name, shape: isList(shape) ? shape[0] : 'VARCHAR', types }
}

function memberOf({ shape, types }: Field, name: string): Field {
  return { name, shape: typeof shape === 'object' && !isList(shape) ? (shape[name] ?? 'VARCHAR') : 'VARCHAR', types }
}
