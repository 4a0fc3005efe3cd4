import { fileList, quotedString, type Session } from '../../warehouse/index.js'
import { icebergError } from './iceberg-error.js'
import type { DeleteFile, TableFile } from './manifests.js'
import { withFieldIds } from './name-mapping.js'
import { parquetColumns } from './parquet-columns.js'
import { nestedFieldSql } from './projection.js'
import type { IcebergTable } from './table.js'
import type { TempTables } from './temp-tables.js'
import type { Field } from './types.js'

/** A column that deleted rows are equal in, and what the temp table calls it. */
export interface EqualityKey {
  readonly field: Field
  readonly column: string
}

/** Equality deletes with the same keys and the same scope, in one temp table (k0, k1, …, scope, seq): the latest delete of each key. */
export interface EqualityDeletes {
  readonly table: string
  readonly keys: readonly EqualityKey[]
  /** Whether they hold within one partition only. */
  readonly isScoped: boolean
  /** Whether any of them can apply to the file. */
  readonly appliesTo: (file: TableFile) => boolean
}

/** Collects the equality deletes; each applies to files with a lower sequence number, of its own partition unless its spec has none. */
export async function collectEqualities(
  warehouse: Session,
  table: IcebergTable,
  temp: TempTables,
): Promise<EqualityDeletes[]> {
  const groups = new Map<string, DeleteFile[]>()
  for (const file of table.deletes.filter(({ kind }) => kind === 'equality')) {
    const key = `${file.equalityIds.join(',')} ${isScoped(table, file)}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  const collected: EqualityDeletes[] = []
  for (const files of groups.values()) collected.push(await collect(warehouse, table, files, temp))
  return collected
}

async function collect(
  warehouse: Session,
  table: IcebergTable,
  files: readonly DeleteFile[],
  temp: TempTables,
): Promise<EqualityDeletes> {
  const [first] = files
  const keys = first!.equalityIds.map((id) => fieldOf(table, id))
  const columns = await parquetColumns(
    warehouse,
    files.map(({ path }) => path),
  )
  const reads = files.map((file) => {
    const found = withFieldIds(columns.get(file.path) ?? [], table.metadata)
    const values = keys.map((field, index) => {
      const sql = nestedFieldSql(field, found)
      if (sql === undefined) throw icebergError(table.path, `the delete file ${file.path} has no column ${field.name}`)
      return `${sql} as k${index}`
    })
    return `select ${values.join(', ')}, ${quotedString(scopeOf(file))} as scope, cast(${file.sequence} as bigint) as seq
      from read_parquet(${fileList([file.path])}, hive_partitioning = false) as d`
  })
  const names = keys.map((_, index) => `k${index}`).join(', ')
  const scoped = isScoped(table, first!)
  const scope = scoped ? 'scope' : "''"
  const name = await temp.createAs(
    'keys',
    `select ${names}, ${scope} as scope, max(seq) as seq from (${reads.join('\nunion all\n')}) group by all`,
  )
  const appliesTo = (file: TableFile): boolean =>
    files.some((each) => each.sequence > file.sequence && (!scoped || scopeOf(each) === scopeOf(file)))
  return {
    table: name,
    keys: keys.map((field, index) => ({ field, column: `k${index}` })),
    isScoped: scoped,
    appliesTo,
  }
}

/** The partition of a file, to be compared with that of another. */
export function scopeOf({ specId, partition }: TableFile): string {
  return JSON.stringify([specId, partition], (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}`
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
  })
}

/** Whether a delete file holds within its partition only. */
export function isScoped({ metadata }: IcebergTable, { specId }: TableFile): boolean {
  return (metadata.partitionSpecs.get(specId) ?? []).some(({ transform }) => transform !== 'void')
}

/** The field of an id in the schema read, else in the latest that had it: a delete may be by a column that was dropped since. */
function fieldOf(table: IcebergTable, id: number): Field {
  for (const { fields } of [table.schema, ...[...table.metadata.schemas].reverse()]) {
    const field = find(fields, id)
    if (field !== undefined) return field
  }
  throw icebergError(table.path, `${table.path} has deletes by a column ${id} that no schema has`)
}

function find(fields: readonly Field[], id: number): Field | undefined {
  for (const field of fields) {
    if (field.id === id) return field
    const inner = field.type.kind === 'struct' ? find(field.type.fields, id) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}
