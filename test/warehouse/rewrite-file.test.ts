import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rewriteFile, withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'

/** By its name a wildcard, a quote and a partition. */
const folder = join(ownFolder(), "it's [a*b]", 'year=2026')
mkdirSync(folder, { recursive: true })
const db = join(folder, 'centre.duckdb')
const write = <T>(work: (warehouse: Warehouse) => Promise<T>, signal = new AbortController().signal) =>
  withWarehouse(db, { access: 'write', signal }, work)

/** Every type that a model of one's own may have, with the values that another format might not hold. */
const VALUES = `
  select 170141183460469231731687303715884105727::hugeint as largest, 0.1::float as real, '-0.0'::double as negative,
    'nan'::double as none, '-infinity'::timestamptz as ever, '2026-03-08 06:30:00.123456'::timestamp as wall,
    '12:34:56.789012+05:30'::timetz as zoned, interval '14 months 3 days 1 microsecond' as span, '10110'::bit as bits,
    'a'::enum('a', 'b') as word, 12345678901234567890.123456789::decimal(38, 9) as exact, '' as empty, null::varchar as nothing,
    [1::hugeint, null] as list, [{'name': 'x, y', 'at': date '2026-01-01'}, null] as records, map {'k': 'NULL'} as pairs,
    18446744073709551615::ubigint as unsigned, '\\x00\\xff'::blob as bytes, uuid '5de67daf-6e88-4e88-9cfc-6c64331c7233' as id`

const everything = (warehouse: Warehouse) => warehouse.rows('select (columns(*))::varchar, from every_type')

describe('a file that is written anew', () => {
  it('holds the same tables, rows in their order, views of views, whatever their types', async () => {
    const before = await write(async (warehouse) => {
      await warehouse.run(`create table every_type as ${VALUES}`)
      await warehouse.run('create schema "od""d"; create table "od""d"."ta""ble" ("a b" integer not null, "c" hugeint)')
      await warehouse.run('insert into "od""d"."ta""ble" select 30000 - range, range from range(30000)')
      await warehouse.run('create view first as select 1 as n; create view second as select n from first')
      await warehouse.run('create or replace view first as select "a b" as n from "od""d"."ta""ble"')
      return { rows: await everything(warehouse), columns: await warehouse.rows('describe every_type') }
    })
    await write((warehouse) => rewriteFile(warehouse))
    await write(async (warehouse) => {
      expect(await everything(warehouse)).toEqual(before.rows)
      expect(await warehouse.rows('describe every_type')).toEqual(before.columns)
      expect(
        await warehouse.rows('select count(*) as n from "od""d"."ta""ble" where c = rowid and "a b" = 30000 - c'),
      ).toEqual([{ n: 30000 }])
      expect(await warehouse.rows('select max(n) as n from second')).toEqual([{ n: 30000 }])
      await expect(warehouse.run('insert into "od""d"."ta""ble" values (null, 1)')).rejects.toThrow(/NOT NULL/)
    })
    expect(readdirSync(folder)).toEqual(['centre.duckdb'])
    expect(statSync(db).mode & 0o777).toBe(0o600)
  })

  it('leaves out a view of what is gone', async () => {
    await write(async (warehouse) => {
      await warehouse.run('create table going as select 1 as n; create view of_it as from going; drop table going')
      await rewriteFile(warehouse)
    })
    const views = 'select view_name from duckdb_views() where not internal order by 1'
    expect(await write((warehouse) => warehouse.rows(views))).toEqual([{ view_name: 'first' }, { view_name: 'second' }])
  })

  it('is the old one where the user interrupts', async () => {
    const before = readFileSync(db)
    const controller = new AbortController()
    const rewritten = write(async (warehouse) => {
      await rewriteFile(warehouse, async (session) => {
        controller.abort()
        await session.run('select 1')
      })
    }, controller.signal)
    await expect(rewritten).rejects.toMatchObject({ code: 'CXK9130' })
    expect(readFileSync(db).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['centre.duckdb'])
  })
})
