import fc from 'fast-check'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import { buildProject, hasFailed, loadProject } from '../../src/transform/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { martHashes } from '../faults/store.js'
import { correctorOf, type Correction } from './corrections.js'

/** The nightly form takes others each time. */
const RUNS = process.env['CXKPI_NIGHTLY'] === '1' ? { numRuns: 50 } : { numRuns: 2, seed: 1 }

const folder = ownFolder()
/** The exports of all platforms beside each other. */
const paths = readdirSync('samples', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && ['.json', '.ndjson', '.csv', '.txt'].includes(extname(entry.name)))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
const correct = correctorOf(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])))
const project = loadProject([bundledProject()], { source_zone: 'UTC', first_contact_window_hours: 8 })

interface Step {
  readonly file: number
  readonly corrections: readonly Correction[]
  /** Another file that comes for the first time, or again. */
  readonly further: number
}

const correction = fc.record<Correction>({ name: fc.nat(), place: fc.nat(), value: fc.nat() })
const histories = fc.record({
  areEarly: fc.array(fc.boolean(), { minLength: paths.length, maxLength: paths.length }),
  steps: fc.array(
    fc.record<Step>({
      file: fc.nat(),
      corrections: fc.array(correction, { minLength: 1, maxLength: 6 }),
      further: fc.nat(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

describe('records that come again with values of others', () => {
  it(`end in the marts of one load of all, over ${RUNS.numRuns} random histories`, { timeout: 1_800_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ areEarly, steps }) => {
        const corrected = steps.map(({ file, corrections }, index) => {
          const path = paths[file % paths.length]!
          const name = join(folder, `${index}-${basename(path)}`)
          writeFileSync(name, correct(path, corrections))
          return name
        })
        const marts = await inMemory(async (warehouse) => {
          await loadAndBuild(warehouse, [paths[0]!, ...paths.filter((_path, index) => areEarly[index])])
          for (const [index, { further }] of steps.entries()) {
            await loadAndBuild(warehouse, [corrected[index]!, paths[further % paths.length]!])
          }
          await loadAndBuild(warehouse, paths)
          return martHashes(warehouse)
        })
        const atOnce = await inMemory(async (warehouse) => {
          await loadAndBuild(warehouse, [...corrected, ...paths])
          return martHashes(warehouse)
        })
        expect(marts).toEqual(atOnce)
      }),
      RUNS,
    )
  })
})

async function loadAndBuild(warehouse: Warehouse, files: readonly string[]): Promise<void> {
  await loadPaths(warehouse, files, { org: '', sourceTimezone: 'UTC' })
  const result = await buildProject(warehouse, await project, { tests: false })
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
}

async function inMemory<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return withWarehouse(':memory:', { access: 'write', threads: 1 }, work)
}
