// The bare thing: opens the file, runs the report's own query, prints CSV.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'

const [database, statementsFile] = process.argv.slice(2)
const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' })
const connection = await instance.connect()
await connection.run("set TimeZone = 'UTC'")
for (const { sql, parameters } of JSON.parse(readFileSync(statementsFile, 'utf8'))) {
  const reader = await connection.runAndReadAll(sql, parameters)
  const rows = reader.getRowsJson()
  process.stdout.write([reader.columnNames(), ...rows].map((row) => row.join(',')).join('\n') + '\n')
}
connection.closeSync()
instance.closeSync()
