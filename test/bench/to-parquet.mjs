// Turns pages of conversations into nested Parquet, as DuckDB sees them: ids as UUID, instants as timestamps.
import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'

const [folder, ...files] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
await connection.run('set preserve_insertion_order = false')
await connection.run(
  `copy (select unnest(conversations, max_depth := 2) from read_json([${list}], maximum_object_size = 268435456, map_inference_threshold = -1))
  to '${join(folder, 'conversations.parquet')}' (format parquet, compression zstd, row_group_size 20000)`,
)
