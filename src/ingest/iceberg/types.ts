import { quotedIdentifier } from '../../warehouse/index.js'

/** A column, or a field of a struct, of an Iceberg schema. */
export interface Field {
  readonly id: number
  readonly name: string
  readonly type: IcebergType
  /** The value of rows that were written before the field was added, as Iceberg writes values in JSON. */
  readonly initialDefault?: unknown
}

export type IcebergType =
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly element: Field }
  | { readonly kind: 'map'; readonly key: Field; readonly value: Field }

/**
 * Reads a type as the metadata writes it: a name, or an object for struct, list and map.
 *
 * @throws Error where it is neither
 */
export function parseType(value: unknown): IcebergType {
  if (typeof value === 'string') return { kind: 'primitive', name: value.replaceAll(' ', '').toLowerCase() }
  const object = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  switch (object.type) {
    case 'struct':
      return { kind: 'struct', fields: (object.fields as unknown[]).map(parseField) }
    case 'list':
      return { kind: 'list', element: inner(object, 'element') }
    case 'map':
      return { kind: 'map', key: inner(object, 'key'), value: inner(object, 'value') }
    default:
      throw new Error(`'${JSON.stringify(value)}' is no column type`)
  }
}

/** Reads a field of a struct, or a column. */
export function parseField(value: unknown): Field {
  const field = value as Readonly<Record<string, unknown>>
  if (typeof field !== 'object' || field === null || typeof field.name !== 'string')
    throw new Error('a field has no name')
  const initialDefault = field['initial-default']
  return {
    id: Number(field.id),
    name: field.name,
    type: parseType(field.type),
    ...(initialDefault === undefined || initialDefault === null ? {} : { initialDefault }),
  }
}

function inner(object: Readonly<Record<string, unknown>>, name: string): Field {
  return { id: Number(object[`${name}-id`]), name, type: parseType(object[name]) }
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMPTZ',
  timestamp_ns: 'TIMESTAMP_NS',
  timestamptz_ns: 'TIMESTAMPTZ',
  string: 'VARCHAR',
  uuid: 'UUID',
  binary: 'BLOB',
  unknown: 'VARCHAR',
}

/** DuckDB's type for a column; undefined where there is none (variant, geometry, …). */
export function sqlType(type: IcebergType): string | undefined {
  switch (type.kind) {
    case 'primitive': {
      const decimal = /^decimal\((\d+),(\d+)\)$/.exec(type.name)
      if (decimal !== null) return `DECIMAL(${decimal[1]}, ${decimal[2]})`
      return /^fixed\[\d+\]$/.test(type.name) ? 'BLOB' : SQL_TYPES[type.name]
    }
    case 'struct': {
      const fields = type.fields.map((field) => [field.name, sqlType(field.type)] as const)
      if (fields.some(([, name]) => name === undefined) || fields.length === 0) return undefined
      return `STRUCT(${fields.map(([name, sql]) => `${quotedIdentifier(name)} ${sql}`).join(', ')})`
    }
    case 'list': {
      const element = sqlType(type.element.type)
      return element && `${element}[]`
    }
    case 'map': {
      const key = sqlType(type.key.type)
      const value = sqlType(type.value.type)
      return key && value && `MAP(${key}, ${value})`
    }
  }
}

/** What a type is called in a message. */
export function typeName(type: IcebergType): string {
  return type.kind === 'primitive' ? type.name : type.kind
}
