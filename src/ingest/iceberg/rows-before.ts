import type { Warehouse } from '../../warehouse/index.js'
import { fileList } from '../sql-text.js'
import type { TableFile } from './manifests.js'

/** How many rows the files before each one hold, deleted ones included, by path: as their footers say. */
export async function rowsBefore(warehouse: Warehouse, files: readonly TableFile[]): Promise<Map<string, number>> {
  if (files.length === 0) return new Map()
  const rows = await warehouse.rows(
    `select file_name, num_rows from parquet_file_metadata(${fileList(files.map(({ path }) => path))})`,
  )
  const counts = new Map(rows.map(({ file_name: path, num_rows: count }) => [String(path), Number(count)]))
  let before = 0
  return new Map(
    files.map(({ path }) => {
      const entry = [path, before] as const
      before += counts.get(path) ?? 0
      return entry
    }),
  )
}
