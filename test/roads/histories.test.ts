import fc from 'fast-check'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { silentEffects, type Effects } from '../../src/effects.js'
import { CxkpiError } from '../../src/errors.js'
import { loadPaths } from '../../src/ingest/index.js'
import { NOISES, simulate } from '../../src/simulate/index.js'
import { buildProject, hasFailed, loadProject, type Project } from '../../src/transform/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { martHashes } from '../faults/store.js'
import { piecesOf } from './pieces.js'

/** Models of platforms that are not in the exports would only take time; customers come back within two days, and later than that. */
const PLATFORMS = { platforms: ['genesys'], first_contact_window_hours: 8 }
const HISTORIES = process.env['CXKPI_NIGHTLY'] === '1' ? 200 : 20
const ZONE = 'America/New_York'

const folder = ownFolder()
/** Each file of the export, and the same records in pieces. */
let sources: { readonly whole: string; readonly pieces: readonly string[] }[] = []
let project: Project
let expected: Record<string, string>

beforeAll(async () => {
  const outDir = join(folder, 'exports')
  await simulate({
    outDir,
    platform: 'genesys',
    conversations: 60,
    days: 2,
    startDate: '2026-10-31',
    timezone: ZONE,
    seed: 21,
    noise: new Set(NOISES),
  })
  sources = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((whole, index) => ({ whole, pieces: piecesOf(whole, join(folder, 'pieces', String(index))) }))
  project = await loadProject([bundledProject()], { ...PLATFORMS, report_timezone: ZONE })
  expected = await inMemory(async (warehouse) => {
    await loadPaths(warehouse, [outDir], { org: '' })
    await build(warehouse, { fullRefresh: false })
    return martHashes(warehouse)
  })
})

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

describe('any history of loads and builds', () => {
  it(`ends in the marts of one load, over ${HISTORIES} random histories`, { timeout: 1_800_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ areInPieces, order, steps, isFullInTheEnd }) => {
        const all = sources.flatMap(({ whole, pieces }, index) => (areInPieces[index] === true ? pieces : [whole]))
        const files = all
          .map((path, index) => ({ path, place: order[index % order.length]! }))
          .sort((one, other) => one.place - other.place)
          .map(({ path }) => path)
        const marts = await inMemory(async (warehouse) => {
          for (const step of steps) await take(warehouse, step, files)
          await loadPaths(warehouse, files, { org: '' })
          await build(warehouse, { fullRefresh: isFullInTheEnd })
          return martHashes(warehouse)
        })
        expect(marts).toEqual(expected)
      }),
      { numRuns: HISTORIES },
    )
  })
})

describe('a setting that changes', () => {
  it('gives after the conversations what it gives to an empty database', async () => {
    await inMemory(async (warehouse) => {
      await loadPaths(
        warehouse,
        sources.map(({ whole }) => whole),
        { org: '' },
      )
      await build(warehouse, {})
      const [queue] = await warehouse.rows('select queue_id from fct_queue_legs where channel = $voice order by 1', {
        voice: 'voice',
      })
      let last = expected
      for (const vars of [
        { report_timezone: ZONE, targets: [{ queue: String(queue?.['queue_id']), channel: 'voice', seconds: 1 }] },
        { report_timezone: 'Asia/Tokyo' },
        { report_timezone: ZONE, date_basis: 'event' },
      ]) {
        const changed = await loadProject([bundledProject()], { ...PLATFORMS, ...vars })
        await build(warehouse, { with: changed })
        const marts = await martHashes(warehouse)
        await build(warehouse, { with: changed, fullRefresh: true })
        expect(await martHashes(warehouse), JSON.stringify(vars)).toEqual(marts)
        expect(marts).not.toEqual(last)
        last = marts
      }
    })
  })
})

async function take(warehouse: Warehouse, step: Step, files: readonly string[]): Promise<void> {
  const paths = step.files.map((index) => files[index % files.length]!)
  await brokenOff(step.crashedLoadAfter, (effects) => loadPaths(warehouse, paths, { org: '' }, effects))
  if (step.build === 'none') return
  const fullRefresh = step.build === 'full'
  await brokenOff(step.crashedBuildAfter, (effects) => build(warehouse, { fullRefresh, effects }))
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
  options: { readonly fullRefresh?: boolean; readonly effects?: Effects; readonly with?: Project },
): Promise<void> {
  const { fullRefresh = false, effects = silentEffects } = options
  const result = await buildProject(warehouse, options.with ?? project, { fullRefresh, tests: false }, effects)
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
}

async function inMemory<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return withWarehouse(':memory:', { access: 'write', threads: 1 }, work)
}
