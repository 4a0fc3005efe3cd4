import { quotedIdentifier } from '../../warehouse/index.js'
import { defaultLiteral } from './literals.js'
import type { ParquetColumn } from './parquet-columns.js'
import { sqlType, type Field, type IcebergType } from './types.js'

/** The SQL that reads a field of the schema from a file: found by its id, whatever the file calls it and whatever type it had then. */
export function fieldSql(
  field: Field,
  columns: readonly ParquetColumn[],
  missing: string | undefined,
  parent = '',
): string {
  const column = columns.find(({ fieldId }) => fieldId === field.id)
  if (column === undefined) return missing ?? defaultLiteral(field.initialDefault, field.type)
  const source =
    parent === ''
      ? `d.${quotedIdentifier(column.readName)}`
      : `struct_extract(${parent}, '${quotedText(column.readName)}')`
  return converted(source, column, field.type, 0)
}

/** The column that holds a field which may lie inside structs, with the SQL that reads it; undefined where the file has none. */
export function nestedFieldSql(field: Field, columns: readonly ParquetColumn[], parent = ''): string | undefined {
  for (const column of columns) {
    const source =
      parent === ''
        ? `d.${quotedIdentifier(column.readName)}`
        : `struct_extract(${parent}, '${quotedText(column.readName)}')`
    if (column.fieldId === field.id) return converted(source, column, field.type, 0)
    const inner = column.kind === 'struct' ? nestedFieldSql(field, column.children, source) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

function converted(source: string, column: ParquetColumn, type: IcebergType, depth: number): string {
  const target = sqlType(type) ?? 'VARCHAR'
  if (type.kind === 'primitive') return primitive(source, column, target)
  if (column.kind !== type.kind) return `cast(${source} as ${target})`
  const variable = `x${depth}`
  switch (type.kind) {
    case 'struct': {
      const fields = type.fields.map(
        (field) => `${quotedIdentifier(field.name)} := ${structField(source, field, column, depth)}`,
      )
      return `case when ${source} is null then null else struct_pack(${fields.join(', ')}) end`
    }
    case 'list': {
      const element = converted(variable, column.children[0]!, type.element.type, depth + 1)
      return `cast(list_transform(${source}, lambda ${variable}: ${element}) as ${target})`
    }
    case 'map': {
      const [key, value] = column.children
      const pair = `struct_pack(k := ${converted(`${variable}.key`, key!, type.key.type, depth + 1)}, v := ${converted(`${variable}.value`, value!, type.value.type, depth + 1)})`
      return `case when ${source} is null then null else map_from_entries(list_transform(map_entries(${source}), lambda ${variable}: ${pair})) end`
    }
  }
}

function structField(source: string, field: Field, column: ParquetColumn, depth: number): string {
  const child = column.children.find(({ fieldId }) => fieldId === field.id)
  if (child === undefined) return defaultLiteral(field.initialDefault, field.type)
  return converted(`struct_extract(${source}, '${quotedText(child.readName)}')`, child, field.type, depth + 1)
}

function primitive(source: string, column: ParquetColumn, target: string): string {
  const from = column.type.toUpperCase()
  const hadZone = from === 'TIMESTAMP WITH TIME ZONE'
  const isTime = hadZone || from.startsWith('TIMESTAMP')
  if (isTime && target === 'TIMESTAMPTZ' && !hadZone) return `timezone('UTC', cast(${source} as timestamp))`
  if (hadZone && target.startsWith('TIMESTAMP') && target !== 'TIMESTAMPTZ')
    return `cast(timezone('UTC', ${source}) as ${target})`
  if (from === 'BLOB' && target === 'VARCHAR') return `decode(${source})`
  if (from === 'BLOB' && target === 'UUID') return `cast(hex(${source}) as uuid)`
  if (from === 'VARCHAR' && target === 'BLOB') return `encode(${source})`
  return `cast(${source} as ${target})`
}

function quotedText(text: string): string {
  return text.replaceAll("'", "''")
}
