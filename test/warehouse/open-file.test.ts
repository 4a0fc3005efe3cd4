import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
