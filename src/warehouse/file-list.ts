import { quotedString } from '@duckdb/node-api'

/** A list of files for a table function, in which no character of a name is a wildcard. */
export function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => quotedString(path.replace(/[*?[]/g, '[$&]'))).join(', ')}]`
}

/** The rows of a Parquet file, to which the names of its folders add nothing. */
export function parquetRows(path: string): string {
  return `read_parquet(${fileList([path])}, hive_partitioning = false)`
}
