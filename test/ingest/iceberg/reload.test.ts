import fc from 'fast-check'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { loadPaths } from '../../../src/ingest/index.js'
import { openTable, scanTable } from '../../../src/ingest/iceberg/index.js'
import { buildProject, hasFailed, loadProject } from '../../../src/transform/index.js'
import { martHashes } from '../../faults/store.js'
import { Workspace } from '../workspace.js'
import { TableWriter, type Column } from './table-writer.js'

const COLUMNS: readonly Column[] = [
  { id: 1, name: 'conversation_id', type: 'string' },
  { id: 2, name: 'start_time', type: 'timestamptz' },
  { id: 3, name: 'queue_id', type: 'string' },
  { id: 4, name: 'agent_id', type: 'string' },
  { id: 5, name: 'handle_seconds', type: 'int' },
]
const HISTORIES = process.env['CXKPI_NIGHTLY'] === '1' ? 100 : 5
const project = loadProject([bundledProject()], { platforms: ['flat'] })

/** The rows of raw that did not vanish, without where they came from. */
const landedIn = (table: string): string =>
  `select conversation_id, start_time::timestamptz::varchar as start_time, queue_id, agent_id,
    handle_seconds::integer as handle_seconds
  from raw.${table} as landed
  where op = 'upsert' and not exists (
      select 1 from raw.${table} as gone
      where gone.op = 'delete' and gone.file_id = landed.file_id and gone.file_row = landed.file_row
  )`
const LANDED = `${landedIn('flat_conversations')} union all ${landedIn('flat_typed_conversations')} order by all`

const rows = (first: number, count: number, handleSeconds: number): string =>
  `select 'c' || i as conversation_id, timestamptz '2026-03-02 08:00:00+00' + to_minutes(i) as start_time,
      'q' || i % 3 as queue_id, 'a' || i % 4 as agent_id, ${handleSeconds}::integer as handle_seconds
  from range(${first}, ${first + count}) as t(i)`

async function tableIn(workspace: Workspace): Promise<TableWriter> {
  const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'table'), COLUMNS)
  await table.append(rows(0, 5, 60))
  return table
}

async function liveRows(workspace: Workspace, table: TableWriter): Promise<unknown[]> {
  const scan = await scanTable(workspace.warehouse, openTable(table.folder))
  const live = await workspace.rows(
    `select conversation_id, start_time::varchar as start_time, queue_id, agent_id, handle_seconds from (${scan.sql}) order by all`,
  )
  await scan.close()
  return live
}

async function build(workspace: Workspace): Promise<Record<string, string>> {
  const result = await buildProject(workspace.warehouse, await project, { fullRefresh: false, tests: false })
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
  return martHashes(workspace.warehouse)
}

describe('an Iceberg table that is loaded again', () => {
  it('is known where it has not changed, and lands only what was added to it', async () => {
    const workspace = await Workspace.create()
    const table = await tableIn(workspace)
    const load = async () => (await workspace.load(table.folder)).files[0]
    expect(await load()).toMatchObject({ status: 'loaded', entities: { conversations: 5 } })
    expect(await load()).toMatchObject({ status: 'known', message: 'loaded before' })
    await table.append(rows(5, 2, 60))
    expect(await load()).toMatchObject({ status: 'loaded', entities: { conversations: 2 } })
    expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
  })

  it('marks what has vanished as deleted, and takes back what a rollback brings back', async () => {
    const workspace = await Workspace.create()
    const table = await tableIn(workspace)
    await workspace.load(table.folder)
    await table.replace(table.dataFiles)
    const { files } = await workspace.load(table.folder)
    expect(files[0]).toMatchObject({ status: 'loaded', message: '5 records have vanished from the table' })
    expect(await workspace.rows(LANDED)).toEqual([])
    expect((await workspace.load(table.folder)).files[0]).toMatchObject({ status: 'known' })
    table.rollBack(1)
    await workspace.load(table.folder)
    expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
    table.rollBack(2)
    await workspace.load(table.folder)
    expect(await workspace.rows(LANDED)).toEqual([])
  })

  it('lands and vanishes alike where personal data is taken out of it', async () => {
    const workspace = await Workspace.create()
    const table = await tableIn(workspace)
    const load = () => loadPaths(workspace.warehouse, [table.folder], { org: '', pii: 'mask' })
    expect((await load()).files[0]).toMatchObject({ status: 'loaded', entities: { conversations: 5 } })
    expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
    await table.append(rows(5, 2, 60))
    await table.replace(table.dataFiles.slice(0, 1))
    expect((await load()).files[0]).toMatchObject({ message: '5 records have vanished from the table' })
    expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
    expect((await load()).files[0]).toMatchObject({ status: 'known', message: 'loaded before' })
  })

  it('marks what has vanished whether it was landed as text or as values', async () => {
    const workspace = await Workspace.create()
    const columns = COLUMNS.map((column) => (column.id === 5 ? { ...column, type: 'float' as const } : column))
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'table'), columns)
    await table.append(rows(0, 3, 60).replaceAll('::integer', '::real'))
    await workspace.load(table.folder)
    expect(await workspace.values('select handle_seconds from raw.flat_conversations')).toEqual([
      '60.0',
      '60.0',
      '60.0',
    ])
    table.evolve(columns.map((column) => (column.id === 5 ? { ...column, type: 'double' as const } : column)))
    const { files } = await workspace.load(table.folder)
    expect(files[0]).toMatchObject({
      message: '3 records have vanished from the table',
      entities: { conversations: 3 },
    })
    expect(await workspace.values('select handle_seconds from raw.flat_typed_conversations')).toEqual([60, 60, 60])
    expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
    await table.replace(table.dataFiles)
    await workspace.load(table.folder)
    expect(await workspace.rows(LANDED)).toEqual([])
  })

  it('is the same table where it was copied to', async () => {
    const workspace = await Workspace.create()
    const table = await tableIn(workspace)
    await workspace.load(table.folder)
    const copy = join(workspace.folder, 'elsewhere')
    cpSync(table.folder, copy, { recursive: true })
    rmSync(table.folder, { recursive: true })
    expect((await workspace.load(copy)).files[0]).toMatchObject({ status: 'known' })
  })

  it('leaves the conversations of other exports alone', async () => {
    const workspace = await Workspace.create()
    const table = await tableIn(workspace)
    await workspace.load(table.folder)
    await workspace.loadOne(
      'rows.csv',
      'conversation_id,start_time,queue_id,agent_id,handle_seconds\nc1,2026-03-02T08:01:00Z,q1,a1,99\n',
    )
    await table.replace(table.dataFiles)
    await workspace.load(table.folder)
    await build(workspace)
    expect(await workspace.rows('select conversation_id from fct_conversations')).toEqual([{ conversation_id: 'c1' }])
    expect(await workspace.values('select sum(handle_ms)::bigint from fct_agent_legs')).toEqual([99_000])
  })

  it('gives the rows and the marts of one load of its last state, whatever happened to it before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const workspace = await Workspace.create()
        const table = await tableIn(workspace)
        let marts: unknown
        for (const [index, each] of steps.entries()) {
          await change(table, each, index + 1)
          if (!each.isLoaded && index < steps.length - 1) continue
          expect((await workspace.load(table.folder)).totals.refused).toBe(0)
          expect(await workspace.rows(LANDED)).toEqual(await liveRows(workspace, table))
          if (each.isBuilt || index === steps.length - 1) marts = await build(workspace)
        }
        const fresh = await Workspace.create()
        await fresh.load(table.folder)
        expect(marts).toEqual(await build(fresh))
      }),
      { numRuns: HISTORIES, seed: 20260302, endOnFailure: true },
    )
  })
})

interface Step {
  readonly kind: 'append' | 'overwrite' | 'compact' | 'positions' | 'equal' | 'vector' | 'rollBack' | 'evolve'
  readonly choice: number
  readonly isLoaded: boolean
  readonly isBuilt: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('append', 'overwrite', 'compact', 'positions', 'equal', 'vector', 'rollBack', 'evolve'),
  choice: fc.nat(99),
  isLoaded: fc.boolean(),
  isBuilt: fc.boolean(),
})

async function change(table: TableWriter, { kind, choice }: Step, turn: number): Promise<void> {
  const files = table.dataFiles
  const file = files[choice % Math.max(1, files.length)]
  const fresh = rows(choice % 8, 3, 60 + turn)
  if (kind === 'rollBack') return table.rollBack(1 + (choice % table.snapshots.length))
  if (kind === 'evolve') return table.evolve([...COLUMNS, { id: 5 + turn, name: `more_${turn}`, type: 'string' }])
  if (kind === 'equal') {
    await table.deleteEqual(`select 'c${choice % 8}' as conversation_id`, [1])
  } else if (kind === 'append' || file === undefined) await table.append(fresh)
  else if (kind === 'overwrite') await table.replace([file], fresh)
  else if (kind === 'compact') await table.compact()
  else if (kind === 'positions') await table.deletePositions([[file, choice % 3]])
  else table.deleteVector(file, [choice % 3])
}
