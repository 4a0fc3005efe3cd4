// Loads of columnar files against a bare create table as read_parquet of the same files.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFlatTable } from './flat-table.mjs'
import { compare, run } from './process.mjs'

const FLAT_ROWS = 5_000_000

/** Conversations as nested Parquet, and a flat Iceberg table a tenth of whose rows is deleted by position, and its data alone. */
export async function benchColumnar({ work, root, cxkpi, report }, conversations) {
  const nested = join(work, 'nested')
  mkdirSync(nested)
  await run('node', [join(root, 'test/bench/to-parquet.mjs'), nested, ...conversations], { cwd: root })
  await benchFiles('load of nested Parquet / create table as read_parquet', nested, nested)
  const table = join(work, 'flat-table')
  await writeFlatTable(table, FLAT_ROWS)
  await benchFiles('load of Iceberg with 10 % deleted / read_parquet of its data', table, join(table, 'data'))
  await benchFiles('load of flat Parquet / create table as read_parquet', join(table, 'data'), join(table, 'data'))

  async function benchFiles(name, path, data) {
    const [ours, theirs] = ['ours', 'theirs'].map((side) => join(work, `columnar-${side}.duckdb`))
    const files = readdirSync(data).map((file) => join(data, file))
    const fresh = (database) => rmSync(database, { force: true })
    const measured = await compare(
      () => (fresh(ours), cxkpi('load', path, '--no-build', '--db', ours)),
      () => (fresh(theirs), run('node', [join(root, 'test/bench/bare-columns.mjs'), theirs, ...files], { cwd: root })),
    )
    report(name, measured, 1.8)
    for (const database of [ours, theirs]) rmSync(database)
  }
}
