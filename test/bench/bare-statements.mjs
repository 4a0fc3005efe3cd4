// The bare thing: statements from a file, one after another, by node-api alone.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'

const [database, statementsFile] = process.argv.slice(2)
const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
await connection.run("set TimeZone = 'UTC'")
for (const { sql, parameters } of JSON.parse(readFileSync(statementsFile, 'utf8'))) {
  await connection.runAndReadAll(sql, parameters)
}
connection.closeSync()
instance.closeSync()
