import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DuckDBInstance } from '@duckdb/node-api'
import { rewriteFile } from '../../src/warehouse/rewrite-file.js'
import { withWarehouse } from '../../src/warehouse/index.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cxkpi-open-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a file that is written', () => {
  for (const name of ['memory.duckdb', 'temp.duckdb', 'main', `it's a "b".v1.duckdb`]) {
    it(`may be called ${name}`, async () => {
      const path = join(folder, name)
      await withWarehouse(path, { access: 'write' }, (warehouse) =>
        warehouse.run('create table answers as select 42 as answer; create view seen as from answers'),
      )
      const rows = await withWarehouse(path, { access: 'read' }, (warehouse) => warehouse.rows('from seen'))
      expect(rows).toEqual([{ answer: 42 }])
    })
  }

  it('takes further rows after groups of another size', async () => {
    const path = join(folder, 'groups.duckdb')
    const insert = (from: number, to: number) =>
      withWarehouse(path, { access: 'write' }, (warehouse) =>
        warehouse.run(`create table if not exists numbers (i bigint); insert into numbers from range(${from}, ${to})`),
      )
    await insert(0, 40_000)
    await insert(40_000, 40_001)
    const rows = await withWarehouse(path, { access: 'read' }, (warehouse) =>
      warehouse.rows(`select count(*) as count, sum(i)::bigint as sum, max(i) as last from numbers`),
    )
    expect(rows).toEqual([{ count: 40_001, sum: 800_020_000, last: 40_000 }])
    const groups = await withWarehouse(path, { access: 'read' }, (warehouse) =>
      warehouse.rows(
        `select row_group_id, sum(count)::bigint as count from pragma_storage_info('numbers')
        where segment_type = 'BIGINT' group by 1 order by 1`,
      ),
    )
    expect(groups[0]).toEqual({ row_group_id: 0, count: 30_720 })
  })

  it('has blocks of 131,072 bytes where cxkpi makes it, and its own where it was made before', async () => {
    const before = join(folder, 'before.duckdb')
    const instance = await DuckDBInstance.create(before)
    await (await instance.connect()).run('create table answers as select 42 as answer')
    instance.closeSync()
    const insert = (path: string) =>
      withWarehouse(path, { access: 'write' }, (warehouse) =>
        warehouse.run('create table if not exists answers (answer integer); insert into answers values (43)'),
      )
    for (const path of [before, join(folder, 'new.duckdb')]) await insert(path)
    expect(await blockBytesOf(before)).toBe(262_144)
    expect(await blockBytesOf(join(folder, 'new.duckdb'))).toBe(131_072)
    await withWarehouse(before, { access: 'write' }, (warehouse) => rewriteFile(warehouse))
    expect(await blockBytesOf(before)).toBe(131_072)
    const rows = await withWarehouse(before, { access: 'read' }, (warehouse) =>
      warehouse.rows('select answer from answers order by 1'),
    )
    expect(rows).toEqual([{ answer: 42 }, { answer: 43 }])
  })
})

async function blockBytesOf(path: string): Promise<unknown> {
  return withWarehouse(path, { access: 'read' }, async (warehouse) => {
    const [row] = await warehouse.rows(
      'select block_size from pragma_database_size() where database_name = current_database()',
    )
    return row?.['block_size']
  })
}
