import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { build, DATE_BASES, differences, load, simulatedExport, type SimulatedExport } from './centre.js'

describe.each([1, 2, 3])('contacts and states of CXone of seed %i, with all noise', { timeout: 600_000 }, (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'cxone', seed, conversations: 3_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what CXone can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(warehouse, [exported.folder])
    for (const dateBasis of DATE_BASES) await expectTruth(warehouse, exported, dateBasis)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    warehouse.close()
  })

  it('give the same in pieces: children before their masters, states before contacts, with builds between', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    const files = [...exported.files].sort((left, right) => rank(left) - rank(right) || (left < right ? 1 : -1))
    for (let from = 0; from < files.length; from += 12) {
      await load(warehouse, files.slice(from, from + 12))
      if (from % 24 === 0) await build(warehouse, 'leg')
    }
    await expectTruth(warehouse, exported, 'leg')
    warehouse.close()
  })

  it('tell the same of agents without the history of states, and one leg a contact of queues', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(
      warehouse,
      exported.files.filter((path) => !path.includes('contact-state-history')),
    )
    await build(warehouse, 'leg')
    // An enquiry that a queue answers at once cannot be told from one to a person then: it is work, but no answer.
    const truth = exported
      .truth('mrt_agent_scorecard', 'leg')
      .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'answered_count')))
    expect(await differences(warehouse, 'mrt_agent_scorecard', truth)).toEqual([])
    const [visits] = await warehouse.rows('select max(visit_number) as most from int_cxone__visits')
    expect(visits?.['most']).toBe(1)
    const [unknown] = await warehouse.rows('select count(*) as n from int_cxone__visits where is_path_known')
    expect(unknown?.['n']).toBe(0)
    warehouse.close()
  })
})

function rank(path: string): number {
  return path.includes('contact-state-history') ? 0 : 1
}

async function expectTruth(warehouse: Warehouse, exported: SimulatedExport, dateBasis: string): Promise<void> {
  await build(warehouse, dateBasis)
  for (const mart of ['mrt_daily_queue_kpis', 'mrt_agent_scorecard']) {
    const truth = exported.truth(mart, dateBasis)
    expect(truth.length).toBeGreaterThan(100)
    expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
  }
}
