import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { openTable, scanTable, type OpenTableOptions } from '../../../src/ingest/iceberg/index.js'
import { Workspace } from '../workspace.js'
import { TableWriter, type Column } from './table-writer.js'

const COLUMNS: readonly Column[] = [
  { id: 1, name: 'id', type: 'long' },
  { id: 2, name: 'name', type: 'string' },
]

describe('an Iceberg table', () => {
  let workspace: Workspace

  beforeEach(async () => {
    workspace = await Workspace.create()
  })

  const writer = (options: ConstructorParameters<typeof TableWriter>[3] = {}) =>
    new TableWriter(workspace.warehouse, join(workspace.folder, 'table'), COLUMNS, options)

  const read = async (path: string, options: OpenTableOptions = {}) => {
    const scan = await scanTable(workspace.warehouse, openTable(path, options))
    try {
      return (await workspace.rows(`select * from (${scan.sql}) order by all`)).map((row) => Object.values(row))
    } finally {
      await scan.close()
    }
  }

  const rows = (...ids: readonly number[]) =>
    `select * from (values ${ids.map((id) => `(${id}::bigint, 'n${id}')`).join(', ')}) as t(id, name)`

  it('without a snapshot has its columns and no rows', async () => {
    const table = writer()
    expect(await read(table.folder)).toEqual([])
    const scan = await scanTable(workspace.warehouse, openTable(table.folder))
    expect(await workspace.values(`select column_name from (describe ${scan.sql})`)).toEqual(['id', 'name'])
  })

  it('is read as it was at a snapshot and at an instant, rollbacks among them', async () => {
    const table = writer()
    await table.append(rows(1))
    await table.append(rows(2))
    table.rollBack(1)
    await table.append(rows(3))
    expect(await read(table.folder)).toEqual([
      [1, 'n1'],
      [3, 'n3'],
    ])
    expect(await read(table.folder, { snapshot: '2' })).toEqual([
      [1, 'n1'],
      [2, 'n2'],
    ])
    expect(await read(table.folder, { asOfMs: Date.UTC(2026, 0, 1, 1, 30) })).toEqual([
      [1, 'n1'],
      [2, 'n2'],
    ])
    expect(await read(table.folder, { asOfMs: Date.UTC(2026, 0, 1, 2, 30) })).toEqual([[1, 'n1']])
    expect(() => openTable(table.folder, { asOfMs: Date.UTC(2025, 0, 1) })).toThrow(
      /has no snapshot as old as 2025-01-01/,
    )
    expect(() => openTable(table.folder, { snapshot: '9' })).toThrow(/no snapshot 9 in/)
  })

  it.each(['missing', 'stale', 'empty', 'wrong'])('is found with a version hint that is %s', async (hint) => {
    const table = writer()
    for (let id = 1; id <= 10; id++) await table.append(rows(id))
    const file = join(table.folder, 'metadata/version-hint.text')
    if (hint === 'missing') rmSync(file)
    else writeFileSync(file, { stale: '4', empty: '', wrong: '77' }[hint]!)
    expect(await read(table.folder)).toHaveLength(10)
  })

  it('is read from packed metadata', async () => {
    const table = writer()
    await table.append(rows(1))
    const plain = join(table.folder, 'metadata/v2.metadata.json')
    writeFileSync(join(table.folder, 'metadata/v2.gz.metadata.json'), gzipSync(readFileSync(plain)))
    rmSync(plain)
    expect(await read(table.folder)).toEqual([[1, 'n1']])
  })

  it('of version 1 is read without sequence numbers', async () => {
    const table = writer({ formatVersion: 1 })
    await table.append(rows(1))
    await table.append(rows(2))
    expect(await read(table.folder)).toEqual([
      [1, 'n1'],
      [2, 'n2'],
    ])
  })

  it('loses the rows at deleted positions, of this file alone', async () => {
    const table = writer()
    const first = await table.append(rows(1, 2, 3))
    await table.append(rows(4, 5, 6))
    await table.deletePositions([
      [first, 0],
      [first, 2],
    ])
    expect(await read(table.folder)).toEqual([
      [2, 'n2'],
      [4, 'n4'],
      [5, 'n5'],
      [6, 'n6'],
    ])
  })

  it('takes a deletion vector for a file in the place of its other position deletes', async () => {
    const table = writer({ formatVersion: 3 })
    const first = await table.append(rows(1, 2, 3))
    await table.deletePositions([[first, 0]])
    table.deleteVector(first, [1, 2])
    expect(await read(table.folder)).toEqual([[1, 'n1']])
    table.deleteVector(first, [0, 1, 2])
    expect(await read(table.folder)).toEqual([])
  })

  it('loses rows by several equal columns, null being equal to null, and only rows that are older', async () => {
    const table = writer()
    await table.append(`select * from (values (1::bigint, 'a'), (1, null), (2, 'a')) as t(id, name)`)
    await table.deleteEqual(`select 1::bigint as id, null::varchar as name`, [1, 2])
    expect(await read(table.folder)).toEqual([
      [1, 'a'],
      [2, 'a'],
    ])
    await table.append(`select 1::bigint as id, null::varchar as name`)
    expect(await read(table.folder)).toEqual([
      [1, 'a'],
      [1, null],
      [2, 'a'],
    ])
    await table.deleteEqual(`select 'a' as name`, [2])
    expect(await read(table.folder)).toEqual([[1, null]])
  })

  it('has columns that were renamed, added, dropped, widened and given a default', async () => {
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'table'), [
      { id: 1, name: 'id', type: 'int' },
      { id: 2, name: 'name', type: 'string' },
      { id: 3, name: 'gone', type: 'string' },
    ])
    await table.append(`select 1::integer as id, 'a' as name, 'x' as gone`)
    table.evolve([
      { id: 1, name: 'id', type: 'long' },
      { id: 2, name: 'title', type: 'string' },
      { id: 4, name: 'gone', type: 'string' },
      { id: 5, name: 'channel', type: 'string', 'initial-default': 'voice' },
    ])
    await table.append(`select 3000000000::bigint as id, 'b' as title, 'y' as gone, 'chat' as channel`)
    expect(await read(table.folder)).toEqual([
      [1, 'a', null, 'voice'],
      [3000000000, 'b', 'y', 'chat'],
    ])
    await table.deleteEqual(`select 'x' as gone`, [3])
    expect(await read(table.folder)).toEqual([[3000000000, 'b', 'y', 'chat']])
  })

  it('takes the values of partitions for columns that its files leave out, also after its partitions changed', async () => {
    const table = writer()
    await table.append(rows(1))
    table.partitionBy(['name'])
    await table.append('select 2::bigint as id', { partition: { name: 'x' } })
    await table.append('select 3::bigint as id', { partition: { name: 'y' } })
    expect(await read(table.folder)).toEqual([
      [1, 'n1'],
      [2, 'x'],
      [3, 'y'],
    ])
    await table.deleteEqual('select unnest([1, 2, 3])::bigint as id', [1], { partition: { name: 'y' } })
    expect(await read(table.folder)).toEqual([
      [1, 'n1'],
      [2, 'x'],
    ])
  })

  it('is read where it was copied to, deletes and all', async () => {
    const table = writer({ location: 's3://lake/wh/orders' })
    const first = await table.append(rows(1, 2))
    await table.deletePositions([[first, 1]])
    const moved = join(workspace.folder, 'moved data')
    cpSync(table.folder, moved, { recursive: true })
    rmSync(table.folder, { recursive: true })
    expect(await read(moved)).toEqual([[1, 'n1']])
  })

  it('names no file outside of its folder', async () => {
    const other = new TableWriter(workspace.warehouse, join(workspace.folder, 'other'), COLUMNS)
    const path = await other.append(rows(2))
    const table = writer({ location: other.folder })
    rmSync(table.folder, { recursive: true })
    cpSync(join(other.folder, 'metadata'), join(table.folder, 'metadata'), { recursive: true })
    expect(() => openTable(table.folder)).toThrow(/names a data file outside of its folder, which is refused/)
    expect(await read(table.folder, { moved: [{ from: path, to: path }] })).toEqual([[2, 'n2']])
  })

  it('with a data or delete file missing is refused, and never read without it', async () => {
    const table = writer()
    const path = await table.append(rows(1, 2))
    await table.deletePositions([[path, 0]])
    rmSync(join(table.folder, 'data/00002.parquet'))
    expect(() => openTable(table.folder)).toThrow(/a delete file of .*table is missing/)
    rmSync(path)
    expect(() => openTable(table.folder)).toThrow(/a data file of .*table is missing/)
  })
})
