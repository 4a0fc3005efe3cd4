import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { loadPaths, parseRejectLimit } from '../../src/ingest/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { cxkpi, jsonOf, type JsonAnswer, type JsonError } from '../cli/cxkpi.js'
import { ownFolder } from '../cli/folder.js'
import { reading } from './store.js'

const folder = ownFolder()
const db = join(folder, 'centre.duckdb')
const exports = join(folder, 'exports')

beforeAll(async () => {
  mkdirSync(exports)
  const line = (id: string) =>
    `{"conversationId":"${id}","conversationStart":"2026-10-20T10:00:00.000Z","participants":[]}\n`
  writeFileSync(join(folder, 'before.ndjson'), line('before'))
  writeFileSync(join(exports, 'good.ndjson'), ['c1', 'c2', 'c3', 'c4', 'c5'].map(line).join(''))
  writeFileSync(join(exports, 'mixed.ndjson'), `${line('c6')}{"conversationId": oops\n${line('c7')}{}\nnull\n`)
  writeFileSync(join(exports, 'torn.json'), `{"conversations": [${line('c8')}, ${line('c9')}`)
  await withWarehouse(db, { access: 'write' }, (warehouse) =>
    loadPaths(warehouse, [join(folder, 'before.ndjson')], { org: '' }),
  )
})

async function everything(warehouse: Warehouse): Promise<unknown> {
  const tables = await warehouse.rows(`select table_schema || '.' || table_name as name from information_schema.tables`)
  return Promise.all(tables.map(({ name }) => warehouse.rows(`select * from ${String(name)} order by all`)))
}

it.each(['2', '29%', '0'])(
  'more rejects than %s fail the load with 1 and leave the database as it was',
  async (limit) => {
    const before = await reading(db, everything)
    const ran = await cxkpi(['load', exports, '--db', db, '--max-rejects', limit, '--json'], { cwd: folder })
    expect(ran.exitCode).toBe(1)
    const { error } = jsonOf<JsonError>(ran)
    expect(error.code).toBe('CXK3003')
    expect(error.message).toMatch(
      /^3 of 10 records are rejects, .* nothing was loaded; the first: .*mixed\.ndjson, 2: /,
    )
    expect(await reading(db, everything)).toEqual(before)
  },
)

it('a new database is not left behind', async () => {
  const ran = await cxkpi(['load', exports, '--db', 'new.duckdb', '--max-rejects', '1'], { cwd: folder })
  expect(ran.exitCode).toBe(1)
  expect(existsSync(join(folder, 'new.duckdb'))).toBe(false)
})

it.each(['3', '30%'])(
  'no more rejects than %s let the load be; what does not parse is refused all the same',
  async (limit) => {
    const path = join(folder, `within-${parseInt(limit)}.duckdb`)
    const ran = await cxkpi(['load', exports, '--db', path, '--max-rejects', limit, '--no-build', '--json'], {
      cwd: folder,
    })
    const answer = jsonOf<JsonAnswer>(ran)
    expect(answer.rows.map(({ status, rows, rejects }) => [status, rows, rejects])).toEqual([
      ['loaded', 5, 0],
      ['loaded', 2, 3],
      ['refused', 0, 0],
    ])
    const listed = jsonOf<JsonAnswer>(await cxkpi(['rejects', '--db', path, '--json'], { cwd: folder }))
    expect(listed.rows.map(({ file_row, payload }) => [file_row, payload])).toEqual([
      [2, '{"conversationId": oops'],
      [4, '{}'],
      [5, 'null'],
    ])
  },
)

it.each(['', 'some', '-1', '101%', '1.5'])("'%s' is no limit", (text) => {
  expect(() => parseRejectLimit(text)).toThrow('is no limit of rejects')
})
