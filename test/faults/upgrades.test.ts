import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { silentEffects } from '../../src/effects.js'
import { createSchema, prepareSchema } from '../../src/ingest/index.js'
import { SCHEMA_VERSION } from '../../src/ingest/schema-version.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { everythingIn, halves, martHashes, reading } from './store.js'

const FIXTURES = 'test/fixtures'
const folder = ownFolder()
const stored = readdirSync(FIXTURES).flatMap((name) => /^schema-(\d+)\.duckdb\.gz$/.exec(name)?.[1] ?? [])

function fixture(version: string, name = `version-${version}.duckdb`): string {
  const path = join(folder, name)
  writeFileSync(path, gunzipSync(readFileSync(join(FIXTURES, `schema-${version}.duckdb.gz`))))
  return path
}

const run = (...args: string[]) => cxkpi(args, { cwd: folder })

async function layoutOf(warehouse: Warehouse): Promise<unknown[]> {
  return warehouse.rows(
    `select schema_name, table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database() and schema_name in ('meta', 'raw') order by all`,
  )
}

describe('a database of every earlier version', () => {
  it('is stored', () => {
    expect(stored).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => String(index + 1)))
  })

  it.each(stored)('is brought up to date by build, with the KPIs of its exports (%s)', async (version) => {
    const db = fixture(version)
    const before = await run('report', 'queue-daily', '--db', db, '--json')
    expect(before.exitCode).toBe(3)
    const built = await run('build', '--db', db)
    expect(built, built.stderr).toMatchObject({ exitCode: 0 })
    const sums = await reading(db, (warehouse) =>
      warehouse.rows(
        `select platform, sum(offered_count)::integer as offered, sum(answered_count)::integer as answered,
            sum(handled_count)::integer as handled from mrt_daily_queue_kpis group by all order by all`,
      ),
    )
    expect(sums).toEqual(KPIS)
    const fresh = join(folder, 'fresh.duckdb')
    const layout = await withWarehouse(fresh, { access: 'write' }, async (warehouse) => {
      await createSchema(warehouse)
      return layoutOf(warehouse)
    })
    expect(await reading(db, layoutOf)).toEqual(layout)
    expect(await reading(db, halves)).toEqual([])
    const marts = await reading(db, martHashes)
    expect(await run('rebuild', '--from-raw', '--db', db)).toMatchObject({ exitCode: 0 })
    expect(await reading(db, martHashes)).toEqual(marts)
  })

  it.each(stored)('is as it was where bringing it up to date was interrupted (%s)', async (version) => {
    const db = fixture(version, 'interrupted.duckdb')
    const before = await reading(db, everythingIn)
    const interrupted = withWarehouse(db, { access: 'write' }, (warehouse) =>
      prepareSchema(warehouse, {
        ...silentEffects,
        progress: (step) => {
          if (step === 'landing') throw new Error('the plug was pulled')
        },
      }),
    )
    await expect(interrupted).rejects.toThrow('the plug was pulled')
    expect(await reading(db, everythingIn)).toBe(before)
  })
})

/** Of samples/: example E of the definitions as each platform exports it; its rows of a warehouse give way to the exports. */
const KPIS = [
  { platform: 'cxone', offered: 8, answered: 4, handled: 5 },
  { platform: 'flex', offered: 8, answered: 4, handled: 5 },
  { platform: 'genesys', offered: 8, answered: 4, handled: 5 },
]

describe('a database of a later version', () => {
  const db = join(folder, 'later.duckdb')

  beforeAll(async () => {
    await withWarehouse(db, { access: 'write' }, async (warehouse) => {
      await createSchema(warehouse)
      await warehouse.run(`update meta.schema_version set version = ${SCHEMA_VERSION + 1}`)
    })
    copyFileSync('samples/flat/conversations.csv', join(folder, 'conversations.csv'))
  })

  it.each([
    ['report', 'queue-daily'],
    ['trace', 'c1'],
    ['query', 'select 1'],
    ['ls'],
    ['describe', 'mrt_daily_queue_kpis'],
    ['check'],
    ['rejects'],
    ['export', 'out'],
    ['load', 'conversations.csv'],
    ['build'],
    ['forget', 'c1'],
    ['prune', '--before', '2026-01-01'],
    ['rebuild', '--from-raw'],
  ])('is refused with 3 by %s', async (...args) => {
    const bytes = readFileSync(db)
    const ran = await run(...args, '--db', db, '--json')
    expect(ran.exitCode).toBe(3)
    const { error } = jsonOf<JsonError>(ran)
    expect(error.code).toBe('CXK2001')
    expect(error.message).toContain(
      `has version ${SCHEMA_VERSION + 1} of the tables, this cxkpi reads ${SCHEMA_VERSION}`,
    )
    expect(readFileSync(db).equals(bytes)).toBe(true)
  })

  it('is named by doctor, with 3', async () => {
    const ran = await run('doctor', '--db', db, '--json')
    expect(ran.exitCode).toBe(3)
    expect(jsonOf<JsonAnswer>(ran).rows).toContainEqual(expect.objectContaining({ check: 'database', status: 'error' }))
  })
})
