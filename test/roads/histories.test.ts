import fc from 'fast-check'
import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { silentEffects, type Effects } from '../../src/effects.js'
import { CxkpiError } from '../../src/errors.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { ExportedPlatform } from '../../src/platforms/exporters.js'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { buildProject, hasFailed, loadProject, type Project } from '../../src/transform/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { martHashes } from '../faults/store.js'
import { piecesOf } from './pieces.js'

const HISTORIES = process.env['CXKPI_NIGHTLY'] === '1' ? 200 : 20
/** Of the histories, how many are of which export. Models of other platforms would only take time. */
const EXPORTS: readonly { platform: ExportedPlatform; models: string; histories: number }[] = [
  { platform: 'genesys', models: 'genesys', histories: HISTORIES * 0.4 },
  { platform: 'genesys-events', models: 'genesys', histories: HISTORIES * 0.15 },
  { platform: 'cxone', models: 'cxone', histories: HISTORIES * 0.15 },
  { platform: 'flex', models: 'flex', histories: HISTORIES * 0.15 },
  { platform: 'flex-insights', models: 'flex', histories: HISTORIES * 0.15 },
]
const ZONE = 'America/New_York'

const folder = ownFolder()

/** An export of a simulated contact centre with all noise. */
interface Exported {
  /** Each file, and the same records in pieces. */
  readonly sources: readonly { readonly whole: string; readonly pieces: readonly string[] }[]
  readonly vars: Readonly<Record<string, unknown>>
  readonly project: Project
  /** What one load and one build make of it. */
  readonly marts: Readonly<Record<string, string>>
}

async function exported(platform: ExportedPlatform, models: string): Promise<Exported> {
  const own = mkdtempSync(join(folder, 'export-'))
  const outDir = join(own, 'exports')
  await simulate({
    outDir,
    platform,
    conversations: 60,
    days: 2,
    startDate: '2026-10-31',
    timezone: ZONE,
    seed: 21,
    noise: new Set(NOISES),
  })
  const sources = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((whole, index) => ({ whole, pieces: piecesOf(whole, join(own, 'pieces', String(index))) }))
  // Customers come back within two days, and later than that.
  const vars = { platforms: [models], first_contact_window_hours: 8, source_zone: 'UTC', report_timezone: ZONE }
  const project = await loadProject([bundledProject()], vars)
  const marts = await inMemory(async (warehouse) => {
    await load(warehouse, [outDir])
    await build(warehouse, project)
    return martHashes(warehouse)
  })
  return { sources, vars, project, marts }
}

interface Step {
  /** Positions in the list of all files, whole and in pieces; the same one may come again. */
  readonly files: readonly number[]
  readonly build: 'none' | 'incremental' | 'full'
  /** After how many steps of progress the load or the build is broken off; 0: not at all. */
  readonly crashedLoadAfter: number
  readonly crashedBuildAfter: number
}

const never = { weight: 3, arbitrary: fc.constant(0) }
const histories = fc.record({
  areInPieces: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  order: fc.array(fc.nat(), { minLength: 100, maxLength: 100 }),
  steps: fc.array(
    fc.record<Step>({
      files: fc.array(fc.nat(99), { minLength: 1, maxLength: 12 }),
      build: fc.constantFrom('none', 'incremental', 'incremental', 'full'),
      crashedLoadAfter: fc.oneof(never, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) }),
      crashedBuildAfter: fc.oneof(never, { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  isFullInTheEnd: fc.boolean(),
})

describe.each(EXPORTS)('any history of loads and builds ($platform)', ({ platform, models, histories: numRuns }) => {
  it(`ends in the marts of one load, over ${numRuns} random histories`, { timeout: 1_800_000 }, async () => {
    const { sources, project, marts: expected } = await exported(platform, models)
    await fc.assert(
      fc.asyncProperty(histories, async ({ areInPieces, order, steps, isFullInTheEnd }) => {
        const all = sources.flatMap(({ whole, pieces }, index) => (areInPieces[index] === true ? pieces : [whole]))
        const files = all
          .map((path, index) => ({ path, place: order[index % order.length]! }))
          .sort((one, other) => one.place - other.place)
          .map(({ path }) => path)
        const marts = await inMemory(async (warehouse) => {
          for (const step of steps) await take(warehouse, project, step, files)
          await load(warehouse, files)
          await build(warehouse, project, { fullRefresh: isFullInTheEnd })
          return martHashes(warehouse)
        })
        expect(marts).toEqual(expected)
      }),
      { numRuns },
    )
  })
})

describe('a setting that changes', () => {
  it('gives after the conversations what it gives to an empty database', async () => {
    const { sources, project, vars, marts: expected } = await exported('genesys', 'genesys')
    await inMemory(async (warehouse) => {
      await load(
        warehouse,
        sources.map(({ whole }) => whole),
      )
      await build(warehouse, project)
      const [queue] = await warehouse.rows('select queue_id from fct_queue_legs where channel = $voice order by 1', {
        voice: 'voice',
      })
      let last = expected
      for (const changes of [
        { targets: [{ queue: String(queue?.['queue_id']), channel: 'voice', seconds: 1 }] },
        { report_timezone: 'Asia/Tokyo' },
        { date_basis: 'event' },
      ]) {
        const changed = await loadProject([bundledProject()], { ...vars, ...changes })
        await build(warehouse, changed)
        const marts = await martHashes(warehouse)
        await build(warehouse, changed, { fullRefresh: true })
        expect(await martHashes(warehouse), JSON.stringify(changes)).toEqual(marts)
        expect(marts).not.toEqual(last)
        last = marts
      }
    })
  })
})

async function take(warehouse: Warehouse, project: Project, step: Step, files: readonly string[]): Promise<void> {
  const paths = step.files.map((index) => files[index % files.length]!)
  await brokenOff(step.crashedLoadAfter, (effects) => load(warehouse, paths, effects))
  if (step.build === 'none') return
  const fullRefresh = step.build === 'full'
  await brokenOff(step.crashedBuildAfter, (effects) => build(warehouse, project, { fullRefresh, effects }))
}

async function load(warehouse: Warehouse, paths: readonly string[], effects = silentEffects): Promise<void> {
  await loadPaths(warehouse, paths, { org: '', sourceTimezone: 'UTC' }, effects)
}

async function brokenOff(after: number, work: (effects: Effects) => Promise<unknown>): Promise<void> {
  const controller = new AbortController()
  let steps = 0
  const progress = (): void => {
    if (++steps === after) controller.abort()
  }
  try {
    await work({ ...silentEffects, signal: controller.signal, progress })
  } catch (error) {
    if (!(error instanceof CxkpiError) || error.code !== 'CXK9130') throw error
  }
}

async function build(
  warehouse: Warehouse,
  project: Project,
  options: { readonly fullRefresh?: boolean; readonly effects?: Effects } = {},
): Promise<void> {
  const { fullRefresh = false, effects = silentEffects } = options
  const result = await buildProject(warehouse, project, { fullRefresh, tests: false }, effects)
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
}

async function inMemory<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return withWarehouse(':memory:', { access: 'write', threads: 1 }, work)
}
