import fc from 'fast-check'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import { simulate } from '../../src/simulate/index.js'
import { buildProject, loadProject } from '../../src/transform/index.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { halves } from '../faults/store.js'
import { mutated, mutations } from './mutate.js'

const FILES_A_LOAD = 25
const LOADS = process.env['CXKPI_NIGHTLY'] === '1' ? 400 : 20
const LARGEST_BYTES = 200_000

const folder = ownFolder()
const samples = fileURLToPath(new URL('../../../shared/samples/', import.meta.url))
const seeds: Buffer[] = []
let warehouse: Warehouse

beforeAll(async () => {
  const exports = join(folder, 'exports')
  await simulate({ outDir: exports, platform: 'genesys', conversations: 12, days: 1, seed: 77 })
  const places = [exports, ...['genesys', 'cxone', 'flex'].map((name) => join(samples, name))]
  const scratch = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
  const { files } = await loadPaths(scratch, places.filter(existsSync), { org: '' })
  scratch.close()
  for (const { path, status, sizeBytes } of files) {
    if (status === 'loaded' && sizeBytes < LARGEST_BYTES) seeds.push(readFileSync(path))
  }
  warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
})

afterAll(() => {
  warehouse.close()
})

const cases = fc.record({ seed: fc.nat(), changes: fc.array(mutations, { minLength: 1, maxLength: 3 }) })

describe(`${FILES_A_LOAD * LOADS} mutated exports`, () => {
  it('are each loaded or refused with a reason, and nothing is half there', { timeout: 3_600_000 }, async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(cases, { minLength: FILES_A_LOAD, maxLength: FILES_A_LOAD }), async (files) => {
        const place = join(folder, `round-${round++}`)
        mkdirSync(place)
        files.forEach(({ seed, changes }, index) => {
          writeFileSync(join(place, `${index}.json`), changes.reduce(mutated, seeds[seed % seeds.length]!))
        })
        const result = await loadPaths(warehouse, [place], { org: '' })
        expect(result.files).toHaveLength(FILES_A_LOAD)
        for (const { status, message, entities, rejects } of result.files) {
          const records = Object.values(entities).reduce((sum, count) => sum + count, 0)
          if (status !== 'loaded' || records + rejects === 0) expect(message).toMatch(/\S/)
          expect(message ?? '').not.toMatch(/[\p{Cc}]/u)
        }
        rmSync(place, { recursive: true })
      }),
      { numRuns: LOADS, endOnFailure: process.env['CXKPI_NIGHTLY'] !== '1' },
    )
    expect(await halves(warehouse)).toEqual([])
    const [landed] = await warehouse.rows(
      `select count(distinct file_id) as files, (select count(*) from meta.rejects) as rejects from raw.payloads`,
    )
    expect(Number(landed?.['files'])).toBeGreaterThan((FILES_A_LOAD * LOADS) / 5)
    expect(Number(landed?.['rejects'])).toBeGreaterThan(0)
  })

  it('give values and findings: no model fails on them', async () => {
    const project = await loadProject([bundledProject()], {})
    const tested = await buildProject(warehouse, project)
    expect(tested.nodes.filter(({ status }) => status === 'error')).toEqual([])
    // A failed test keeps what hangs on it from being built: without tests all of it is.
    const built = await buildProject(warehouse, project, { tests: false })
    expect(built.nodes.filter(({ status }) => status !== 'built' && status !== 'reused')).toEqual([])
  })
})
