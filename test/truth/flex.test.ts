import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { expectFirstContacts } from './first-contacts.js'
import {
  build,
  DAILY_MARTS,
  DATE_BASES,
  differences,
  evaluationsIn,
  load,
  simulatedExport,
  type SimulatedExport,
} from './centre.js'

describe.each([1, 2, 3])('TaskRouter events of seed %i through four transports, with all noise', (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'flex', seed, conversations: 3_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what Flex can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(warehouse, [exported.folder])
    for (const dateBasis of DATE_BASES) await expectTruth(warehouse, exported, dateBasis)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    const tied = await warehouse.rows('select record_id from int_record_versions where tied_version_count > 1')
    expect(tied).toEqual([])
    warehouse.close()
  })

  it('give the same in pieces: callbacks first, the rest backwards, with builds between', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    const files = [...exported.files].sort((left, right) => rank(left) - rank(right) || (left < right ? 1 : -1))
    for (let from = 0; from < files.length; from += 20) {
      await load(warehouse, files.slice(from, from + 20))
      if (from % 60 === 0) await build(warehouse, 'leg', { vars: { targets: exported.targets }, tests: false })
    }
    await expectTruth(warehouse, exported, 'leg')
    warehouse.close()
  })
})

function rank(path: string): number {
  return path.includes('callbacks') ? 0 : 1
}

async function expectTruth(warehouse: Warehouse, exported: SimulatedExport, dateBasis: string): Promise<void> {
  await build(warehouse, dateBasis, { vars: { targets: exported.targets } })
  for (const [mart, fewest] of Object.entries(DAILY_MARTS)) {
    const truth = exported.truth(mart, dateBasis)
    expect(truth.length).toBeGreaterThanOrEqual(fewest)
    if (mart === 'mrt_agent_scorecard') expect(evaluationsIn(truth)).toBeGreaterThan(30)
    expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
  }
  await expectFirstContacts(warehouse, 'flex', exported)
}
