import { fileList, quotedIdentifier, quotedString, type Session } from '../../warehouse/index.js'
import { collectPositions, type PositionDeletes } from './deletes.js'
import { collectEqualities, scopeOf, type EqualityDeletes, type EqualityKey } from './equality-deletes.js'
import { icebergError } from './iceberg-error.js'
import { partitionLiteral } from './literals.js'
import type { TableFile } from './manifests.js'
import { withFieldIds } from './name-mapping.js'
import { parquetColumns, type ParquetColumn } from './parquet-columns.js'
import { fieldSql, nestedFieldSql } from './projection.js'
import type { RowRange } from './rows-before.js'
import type { IcebergTable } from './table.js'
import { TempTables } from './temp-tables.js'
import { sqlType, typeName, type Field } from './types.js'

/** How a scan numbers the rows: in a column of its own, from what comes before each data file on. */
export interface Numbering {
  readonly column: string
  /** By path. */
  readonly rowsBefore: ReadonlyMap<string, RowRange>
}

/** A table as a query of DuckDB; `close` drops what was prepared for it. */
export interface Scan {
  readonly sql: string
  /** Columns that were left out, and other things to say. */
  readonly notes: readonly string[]
  readonly close: () => Promise<void>
}

/**
 * Prepares the deletes of a table and writes the query that reads it: DuckDB's own Parquet reader over all data files, joined with what was deleted.
 *
 * @param numbering undefined where the rows need no numbers
 * @throws CxkpiError CXK3001 (damaged deletes, no column that can be read)
 */
export async function scanTable(warehouse: Session, table: IcebergTable, numbering?: Numbering): Promise<Scan> {
  const temp = new TempTables(warehouse)
  try {
    const { fields, notes } = readableFields(table)
    if (table.data.length === 0) return { sql: emptyQuery(fields, numbering), notes, close: () => temp.drop() }
    const columns = await parquetColumns(
      warehouse,
      table.data.map(({ path }) => path),
    )
    const positions = await collectPositions(warehouse, table, temp)
    const equalities = await collectEqualities(warehouse, table, temp)
    const groups = groupFiles(table, fields, columns, positions, equalities)
    for (const group of groups) {
      const own = []
      for (const equality of group.equalities) own.push(await narrowed(warehouse, equality, group, temp))
      group.equalities = own.filter((equality) => equality !== undefined)
    }
    const sequences = groups.some((group) => group.equalities.length > 0)
      ? await sequenceTable(warehouse, table, temp)
      : ''
    const sql = groups
      .map((group) => groupQuery(table, fields, group, { positions, sequences, numbering }))
      .join('\nunion all\n')
    return { sql, notes, close: () => temp.drop() }
  } catch (error) {
    await temp.drop()
    throw error
  }
}

/** Data files that one select reads: of the same columns, with the same constants, under the same deletes. */
interface Group {
  readonly columns: readonly ParquetColumn[]
  readonly constants: ReadonlyMap<number, string>
  readonly hasPositions: boolean
  equalities: readonly EqualityDeletes[]
  readonly paths: string[]
}

function groupFiles(
  table: IcebergTable,
  fields: readonly Field[],
  columns: ReadonlyMap<string, readonly ParquetColumn[]>,
  positions: PositionDeletes | undefined,
  equalities: readonly EqualityDeletes[],
): Group[] {
  const groups = new Map<string, Group>()
  for (const file of table.data) {
    const found = withFieldIds(columns.get(file.path) ?? [], table.metadata)
    const constants = partitionConstants(table, file, fields, found)
    const hasPositions = positions?.paths.has(file.path) === true
    const applying = equalities.filter(({ appliesTo }) => appliesTo(file))
    const key = JSON.stringify([found, [...constants], hasPositions, applying.map(({ table: name }) => name)])
    const group = groups.get(key) ?? { columns: found, constants, hasPositions, equalities: applying, paths: [] }
    groups.set(key, group)
    group.paths.push(file.path)
  }
  return [...groups.values()]
}

/** The values of identity partitions for columns that the file itself leaves out. */
function partitionConstants(
  { metadata }: IcebergTable,
  file: TableFile,
  fields: readonly Field[],
  columns: readonly ParquetColumn[],
): Map<number, string> {
  const constants = new Map<number, string>()
  for (const { sourceId, transform, name } of metadata.partitionSpecs.get(file.specId) ?? []) {
    if (transform !== 'identity' || columns.some(({ fieldId }) => fieldId === sourceId)) continue
    const field = fields.find(({ id }) => id === sourceId)
    if (field !== undefined && name in file.partition) {
      constants.set(sourceId, partitionLiteral(file.partition[name], field.type))
    }
  }
  return constants
}

async function sequenceTable(warehouse: Session, table: IcebergTable, temp: TempTables): Promise<string> {
  const name = await temp.create('files', 'path varchar, scope varchar, seq bigint')
  const { data } = table
  await warehouse.append(name, [data.map(({ path }) => path), data.map(scopeOf), data.map(({ sequence }) => sequence)])
  return name
}

interface Surroundings {
  readonly positions: PositionDeletes | undefined
  /** The temp table of the data files' sequence numbers. */
  readonly sequences: string
  readonly numbering: Numbering | undefined
}

function groupQuery(
  table: IcebergTable,
  fields: readonly Field[],
  group: Group,
  { positions, sequences, numbering }: Surroundings,
): string {
  const select = fields.map(
    (field) => `${fieldSql(field, group.columns, group.constants.get(field.id))} as ${quotedIdentifier(field.name)}`,
  )
  const joins: string[] = []
  if (group.columns.some(({ name }) => name.toLowerCase() === 'file_row_number') && (group.hasPositions || numbering)) {
    throw icebergError(table.path, `${table.path} has a column file_row_number, which hides the numbers of its rows`, {
      hint: 'rename the column where the table was written, and copy it again',
    })
  }
  if (numbering !== undefined) {
    const starts = group.paths.map((path, index) => `(${index}, ${numbering.rowsBefore.get(path)?.before ?? 0})`)
    select.push(`n.rows_before + d.file_row_number + 1 as ${quotedIdentifier(numbering.column)}`)
    joins.push(`join (values ${starts.join(', ')}) as n(file, rows_before) on n.file = d.file_index`)
  }
  if (group.hasPositions && positions !== undefined) {
    joins.push(`anti join ${positions.table} as p on p.path = d.iceberg_path and p.pos = d.file_row_number`)
  }
  if (group.equalities.length > 0) joins.push(`join ${sequences} as f on f.path = d.iceberg_path`)
  group.equalities.forEach((equality, index) => joins.push(equalityJoin(equality, index, group)))
  const needsPath = group.hasPositions || group.equalities.length > 0
  const options = needsPath ? ", filename = 'iceberg_path'" : ''
  return `select ${select.join(',\n    ')}
from read_parquet(${fileList(group.paths)}, hive_partitioning = false, union_by_name = false${options}) as d
${joins.join('\n')}`
}

/**
 * The equality deletes for files that lack some of their keys, whose value is the same for all rows then: in a table of their own,
 * undefined where that is empty. As conditions that say nothing about the left side of an anti join, DuckDB 1.5 gets them wrong.
 */
async function narrowed(
  warehouse: Session,
  equality: EqualityDeletes,
  { columns, constants }: Group,
  temp: TempTables,
): Promise<EqualityDeletes | undefined> {
  const isConstant = ({ field }: EqualityKey): boolean => nestedFieldSql(field, columns) === undefined
  if (!equality.keys.some(isConstant)) return equality
  const filters = equality.keys
    .filter(isConstant)
    .map(({ field, column }) => `${column} is not distinct from ${fieldSql(field, columns, constants.get(field.id))}`)
  const table = await temp.createAs('narrowed', `select * from ${equality.table} where ${filters.join(' and ')}`)
  const [some] = await warehouse.rows(`select 1 from ${table} limit 1`)
  return some && { ...equality, table, keys: equality.keys.filter((key) => !isConstant(key)) }
}

function equalityJoin({ table, keys, isScoped }: EqualityDeletes, index: number, { columns }: Group): string {
  const conditions = keys.map(
    ({ field, column }) => `${nestedFieldSql(field, columns)} is not distinct from e${index}.${column}`,
  )
  const scope = isScoped ? [`f.scope = e${index}.scope`] : []
  return `anti join ${table} as e${index} on ${[...conditions, ...scope, `f.seq < e${index}.seq`].join(' and ')}`
}

function readableFields(table: IcebergTable): { fields: Field[]; notes: string[] } {
  const notes = [...table.notes]
  const fields = table.schema.fields.filter((field) => {
    const isReadable = sqlType(field.type) !== undefined
    if (!isReadable) notes.push(`column ${field.name} is left out: its type ${typeName(field.type)} is not supported`)
    return isReadable
  })
  if (fields.length === 0) throw icebergError(table.path, `${table.path} has no column that can be read`)
  return { fields, notes }
}

function emptyQuery(fields: readonly Field[], numbering: Numbering | undefined): string {
  const columns = fields.map(({ name, type }) => `cast(null as ${sqlType(type)}) as ${quotedIdentifier(name)}`)
  if (numbering !== undefined) columns.push(`0 as ${quotedIdentifier(numbering.column)}`)
  return `select ${columns.join(', ')} where ${quotedString('')} <> ${quotedString('')}`
}
