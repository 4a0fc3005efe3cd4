import { fileList, type Session } from '../../warehouse/index.js'

/** A column of a Parquet file, or a field inside one. */
export interface ParquetColumn {
  /** As the file has it. */
  readonly name: string
  /** As DuckDB calls it: of two that differ only in case the second is renamed. */
  readonly readName: string
  readonly fieldId: number | undefined
  /** DuckDB's type; of a group that of nothing. */
  readonly type: string
  readonly kind: 'primitive' | 'struct' | 'list' | 'map'
  readonly children: readonly ParquetColumn[]
}

interface Node {
  readonly name: string
  readonly fieldId: number | undefined
  readonly type: string
  readonly converted: string
  readonly isRepeated: boolean
  readonly children: readonly Node[]
}

/** The columns of each file, from the files' footers. */
export async function parquetColumns(
  warehouse: Session,
  paths: readonly string[],
): Promise<Map<string, readonly ParquetColumn[]>> {
  if (paths.length === 0) return new Map()
  const rows = await warehouse.rows(
    `select file_name, name, field_id, coalesce(duckdb_type, '') as type, coalesce(num_children, 0) as children,
        coalesce(repetition_type, '') = 'REPEATED' as is_repeated,
        coalesce(converted_type, '') || ' ' || coalesce(logical_type, '') as converted
    from parquet_schema(${fileList(paths)})`,
  )
  const columns = new Map<string, readonly ParquetColumn[]>()
  for (let at = 0; at < rows.length;) {
    const path = String(rows[at]!.file_name)
    const take = (): Node => {
      const row = rows[at++]!
      return {
        name: String(row.name),
        fieldId: row.field_id === null ? undefined : Number(row.field_id),
        type: String(row.type),
        converted: String(row.converted),
        isRepeated: row.is_repeated === true,
        children: Array.from({ length: Number(row.children) }, take),
      }
    }
    columns.set(path, withReadNames(take().children.map(toColumn)))
  }
  return columns
}

/** Whether any column or field carries an Iceberg id. */
export function haveFieldIds(columns: readonly ParquetColumn[]): boolean {
  return columns.some(({ fieldId, children }) => fieldId !== undefined || haveFieldIds(children))
}

function toColumn(node: Node): ParquetColumn {
  const common = { name: node.name, readName: node.name, fieldId: node.fieldId, type: node.type }
  const [repeated] = node.children
  if (node.isRepeated && node.children.length === 0)
    return { ...common, kind: 'list', children: [toColumn({ ...node, isRepeated: false })] }
  if (node.children.length === 0) return { ...common, kind: 'primitive', children: [] }
  if (/MAP/i.test(node.converted) && repeated?.isRepeated === true && repeated.children.length === 2) {
    return { ...common, kind: 'map', children: repeated.children.map(toColumn) }
  }
  if (/LIST/i.test(node.converted) && repeated?.isRepeated === true) {
    const isOldForm =
      repeated.children.length !== 1 || repeated.name === 'array' || repeated.name === `${node.name}_tuple`
    const element = isOldForm ? { ...repeated, isRepeated: false } : repeated.children[0]!
    return { ...common, kind: 'list', children: [toColumn(element)] }
  }
  return { ...common, kind: 'struct', children: node.children.map(toColumn) }
}

function withReadNames(columns: readonly ParquetColumn[]): ParquetColumn[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    let readName = column.name
    for (let number = 1; taken.has(readName.toLowerCase()); number++) readName = `${column.name}_${number}`
    taken.add(readName.toLowerCase())
    return { ...column, readName }
  })
}
