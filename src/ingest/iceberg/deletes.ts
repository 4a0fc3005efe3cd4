import { messageOf } from '../../errors.js'
import { fileList, quotedString, type Session } from '../../warehouse/index.js'
import { readDeletionVector } from './deletion-vector.js'
import { icebergError } from './iceberg-error.js'
import { FILE_PATH_ID, type DeleteFile, type TableFile } from './manifests.js'
import { parquetColumns } from './parquet-columns.js'
import type { IcebergTable } from './table.js'
import type { TempTables } from './temp-tables.js'

const POSITION_ID = 2147483545

/** The temp table (path, pos) of deleted positions, and the data files that have any. */
export interface PositionDeletes {
  readonly table: string
  readonly paths: ReadonlySet<string>
}

/** Collects position deletes and deletion vectors; undefined where there are none. A file with a vector takes no other position deletes. */
export async function collectPositions(
  warehouse: Session,
  table: IcebergTable,
  temp: TempTables,
): Promise<PositionDeletes | undefined> {
  const vectors = table.deletes.filter(({ kind }) => kind === 'vector')
  const files = table.deletes.filter(({ kind }) => kind === 'position')
  if (vectors.length + files.length === 0) return undefined
  const name = await temp.create('positions', 'path varchar, pos bigint')
  const data = new Map(table.data.map((file) => [file.path, file]))
  const withVector = new Set<string>()
  for (const vector of vectors) {
    if (vector.referencedFile === undefined || !data.has(vector.referencedFile)) continue
    withVector.add(vector.referencedFile)
    const positions = readVector(table, vector)
    await warehouse.append(name, [new Array<string>(positions.length).fill(vector.referencedFile), positions])
  }
  if (files.length > 0) await addPositionFiles(warehouse, table, files, data, withVector, name, temp)
  const rows = await warehouse.rows(`select distinct path from ${name}`)
  return { table: name, paths: new Set(rows.map(({ path }) => String(path))) }
}

function readVector(table: IcebergTable, { path, offset, length, rowCount }: DeleteFile): bigint[] {
  try {
    return readDeletionVector(path, offset, length, rowCount)
  } catch (error) {
    throw icebergError(table.path, `bad deletion vector in ${path}: ${messageOf(error)}`, { cause: error })
  }
}

async function addPositionFiles(
  warehouse: Session,
  table: IcebergTable,
  files: readonly DeleteFile[],
  data: ReadonlyMap<string, TableFile>,
  withVector: ReadonlySet<string>,
  target: string,
  temp: TempTables,
): Promise<void> {
  const columns = await parquetColumns(
    warehouse,
    files.map(({ path }) => path),
  )
  const reads = files.map(({ path, sequence }) => {
    const found = columns.get(path) ?? []
    const nameOf = (id: number, name: string): string => {
      const column =
        found.find(({ fieldId }) => fieldId === id) ?? found.find((each) => each.name.toLowerCase() === name)
      if (column === undefined) throw icebergError(table.path, `the delete file ${path} has no column ${name}`)
      return `"${column.readName.replaceAll('"', '""')}"`
    }
    return `select cast(${nameOf(FILE_PATH_ID, 'file_path')} as varchar) as recorded, cast(${nameOf(POSITION_ID, 'pos')} as bigint) as pos,
      cast(${sequence} as bigint) as seq from read_parquet(${fileList([path])}, hive_partitioning = false)`
  })
  const read = await temp.createAs('position_files', reads.join('\nunion all\n'))
  const recorded = await warehouse.rows(`select distinct recorded from ${read} where recorded is not null`)
  const places = recorded.flatMap((row) => {
    const path = localOrNone(table, String(row.recorded))
    const file = path === undefined || withVector.has(path) ? undefined : data.get(path)
    return file === undefined ? [] : [{ recorded: String(row.recorded), path: file.path, seq: file.sequence }]
  })
  if (places.length === 0) return
  const values = places.map(({ recorded: from, path, seq }) => `(${quotedString(from)}, ${quotedString(path)}, ${seq})`)
  await warehouse.run(
    `insert into ${target}
    select distinct place.path, read.pos
    from ${read} as read
    join (values ${values.join(', ')}) as place(recorded, path, seq) on place.recorded = read.recorded and place.seq <= read.seq`,
  )
}

/** A delete may name a file that is no longer part of the table, and gone. */
function localOrNone(table: IcebergTable, recorded: string): string | undefined {
  try {
    return table.toLocal(recorded, 'data file')
  } catch {
    return undefined
  }
}
