import type { TableMetadata } from './metadata.js'
import { haveFieldIds, type ParquetColumn } from './parquet-columns.js'
import type { Field, IcebergType } from './types.js'

interface Mapped {
  readonly id: number | undefined
  readonly names: readonly string[]
  readonly fields: readonly Mapped[]
}

/**
 * Gives the columns of a file that was written without field ids their ids: by the table's name mapping where it fits the table's schemas
 * (Hive has written ones that do not), else by the names of the oldest schema, so that columns renamed or dropped since come out right.
 */
export function withFieldIds(columns: readonly ParquetColumn[], metadata: TableMetadata): readonly ParquetColumn[] {
  if (haveFieldIds(columns)) return columns
  const mapping = parseMapping(metadata.nameMapping)
  const oldest = metadata.schemas[0]?.fields ?? []
  return columns.map((column) =>
    assign(column, mapping !== undefined && fits(mapping, metadata) ? mapping : oldest.map(ofField)),
  )
}

function assign(column: ParquetColumn, mapped: readonly Mapped[]): ParquetColumn {
  const match =
    mapped.find(({ names }) => names.includes(column.name)) ??
    mapped.find(({ names }) => names.some((name) => name.toLowerCase() === column.name.toLowerCase()))
  const children = column.children.map((child, index) => {
    const inner = match?.fields ?? []
    const positional = column.kind === 'struct' ? undefined : inner[index]
    return assign(positional === undefined ? child : { ...child, name: positional.names[0] ?? child.name }, inner)
  })
  return { ...column, fieldId: match?.id, children }
}

function parseMapping(text: string | undefined): Mapped[] | undefined {
  if (text === undefined) return undefined
  try {
    return mappedList(JSON.parse(text))
  } catch {
    return undefined
  }
}

function mappedList(value: unknown): Mapped[] {
  if (!Array.isArray(value)) return []
  return value.map((item: Readonly<Record<string, unknown>>) => ({
    id: item['field-id'] === undefined ? undefined : Number(item['field-id']),
    names: Array.isArray(item.names) ? item.names.map(String) : [],
    fields: mappedList(item.fields),
  }))
}

function ofField(field: Field): Mapped {
  return { id: field.id, names: [field.name], fields: innerFields(field.type).map(ofField) }
}

/** Whether each id of the mapping has, in some schema, one of the names that the mapping gives it. */
function fits(mapping: readonly Mapped[], metadata: TableMetadata): boolean {
  const known = new Set<string>()
  for (const { fields } of metadata.schemas) collect(fields, known)
  const isKnown = ({ id, names, fields }: Mapped): boolean =>
    (id === undefined || names.some((name) => known.has(`${id} ${name.toLowerCase()}`))) && fields.every(isKnown)
  return mapping.every(isKnown)
}

function collect(fields: readonly Field[], known: Set<string>): void {
  for (const field of fields) {
    known.add(`${field.id} ${field.name.toLowerCase()}`)
    collect(innerFields(field.type), known)
  }
}

function innerFields(type: IcebergType): readonly Field[] {
  switch (type.kind) {
    case 'struct':
      return type.fields
    case 'list':
      return [type.element]
    case 'map':
      return [type.key, type.value]
    case 'primitive':
      return []
  }
}
