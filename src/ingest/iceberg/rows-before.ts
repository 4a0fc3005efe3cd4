import { fileList, type Session } from '../../warehouse/index.js'
import type { TableFile } from './manifests.js'

/** Where the rows of a file stand among those of a list of files, deleted ones counted. */
export interface RowRange {
  readonly before: number
  readonly count: number
}

/** The range of each file by its path: as the footers say. */
export async function rowsBefore(warehouse: Session, files: readonly TableFile[]): Promise<Map<string, RowRange>> {
  if (files.length === 0) return new Map()
  const rows = await warehouse.rows(
    `select file_name, num_rows from parquet_file_metadata(${fileList(files.map(({ path }) => path))})`,
  )
  const counts = new Map(rows.map(({ file_name: path, num_rows: count }) => [String(path), Number(count)]))
  let before = 0
  return new Map(
    files.map(({ path }) => {
      const range = { before, count: counts.get(path) ?? 0 }
      before += range.count
      return [path, range] as const
    }),
  )
}
