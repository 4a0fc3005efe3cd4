// The bare thing: one table from Parquet files, by node-api alone.
import { DuckDBInstance } from '@duckdb/node-api'

const [database, ...files] = process.argv.slice(2)
const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
await connection.run(`create table records as from read_parquet([${list}])`)
await connection.run('checkpoint')
connection.closeSync()
instance.closeSync()
