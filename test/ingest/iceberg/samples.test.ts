import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTable, scanTable } from '../../../src/ingest/iceberg/index.js'
import type { Row } from '../../../src/result.js'
import { withWarehouse } from '../../../src/warehouse/index.js'

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/samples/iceberg')

interface Expectation {
  readonly table: string
  readonly rows: (string | null)[][] | null
  readonly count: number
  readonly file?: string
  readonly snapshotId?: string
  readonly where?: string
  readonly select?: string
}

const expectations = existsSync(SAMPLES)
  ? (JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')) as Expectation[])
  : []

describe.skipIf(!existsSync(SAMPLES))('real Iceberg tables that other people wrote', () => {
  it.each(expectations.map((each) => [titleOf(each), each] as const))('%s', async (_, expected) => {
    const options = expected.snapshotId === undefined ? {} : { snapshot: expected.snapshotId }
    const rows = await readTable(join(SAMPLES, expected.table, expected.file ?? ''), options, expected)
    expect(rows).toHaveLength(expected.count)
    if (expected.rows !== null) expect(sorted(rows)).toEqual(sorted(expected.rows))
  })

  it.each([
    ['impala-v2_no_deletes_orc', /has ORC files \(1 of 1\); only Parquet is supported/],
    ['impala-mixed_file_format_test', /has ORC files \(2 of 4\); only Parquet is supported/],
    ['impala-v3-default_value_avro', /has AVRO files \(2 of 2\); only Parquet is supported/],
  ])('%s is refused with its reason', (name, message) => {
    expect(() => openTable(join(SAMPLES, name))).toThrow(message)
  })
})

async function readTable(
  path: string,
  options: { snapshot?: string },
  { select = '*', where = 'true' }: Expectation,
): Promise<(string | null)[][]> {
  return withWarehouse(':memory:', { access: 'write' }, async (warehouse) => {
    const scan = await scanTable(warehouse, openTable(path, options))
    const rows: Row[] = await warehouse.rows(
      `select cast(columns(*) as varchar) from (select ${select} from (${scan.sql}) where ${where})`,
    )
    return rows.map((row) => Object.values(row) as (string | null)[])
  })
}

function titleOf({ table, file, snapshotId, count }: Expectation): string {
  return [table, file, snapshotId === undefined ? undefined : `at ${snapshotId}`, `has ${count} rows`]
    .filter((part) => part !== undefined)
    .join(' ')
}

function sorted(rows: (string | null)[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}
