import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { expectFirstContacts } from './first-contacts.js'
import {
  build,
  DAILY_MARTS,
  DATE_BASES,
  differences,
  evaluationsIn,
  hangUpsIn,
  load,
  simulatedExport,
  type SimulatedExport,
} from './centre.js'

/** Tables whose rows stand in the order of a column when they were made as a whole: a day or an entity is read without the others. */
const ORDERED = {
  int_agent_alerts: 'alert_date',
  int_agent_measures: 'agent_date',
  int_customer_contacts: 'started_at',
  int_genesys__record_candidates: 'entity',
  int_queue_measures: 'interaction_date',
}

describe.each([1, 2, 3])('20,000 conversations of seed %i with all noise, over a change of clocks', (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ seed, files: 50 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give the simulated truth exactly when they are loaded in one go', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(warehouse, [exported.folder])
    await expectTruth(warehouse, exported)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    for (const [table, column] of Object.entries(ORDERED)) await expectInOrder(warehouse, table, column)
    warehouse.close()
  })

  it('give the same when each file is loaded by itself in random order, with builds between', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    const files = shuffled(exported.files, seed)
    for (const [index, file] of files.entries()) {
      await load(warehouse, [file])
      if (index % 25 === 20) await build(warehouse, 'leg', { tests: false })
    }
    await expectTruth(warehouse, exported)
    warehouse.close()
  })
})

async function expectTruth(warehouse: Warehouse, exported: SimulatedExport): Promise<void> {
  for (const dateBasis of DATE_BASES) {
    await build(warehouse, dateBasis)
    for (const [mart, fewest] of Object.entries(DAILY_MARTS)) {
      const truth = exported.truth(mart, dateBasis)
      expect(truth.length).toBeGreaterThanOrEqual(fewest)
      if (mart === 'mrt_daily_conversations') expect(hangUpsIn(truth)).toBeGreaterThan(30)
      if (mart === 'mrt_agent_scorecard') expect(evaluationsIn(truth)).toBeGreaterThan(30)
      expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
    }
  }
  await expectFirstContacts(warehouse, 'genesys', exported)
}

async function expectInOrder(warehouse: Warehouse, table: string, column: string): Promise<void> {
  const [counted] = await warehouse.rows(
    `select count(*) as n, count(*) filter (is_earlier) as earlier
    from (select ${column} < lag(${column}) over (order by rowid) as is_earlier from ${table})`,
  )
  expect(Number(counted?.['n']), table).toBeGreaterThan(10_000)
  expect(Number(counted?.['earlier']), `rows of ${table} out of order`).toBe(0)
}

/** The same order for the same seed: a linear congruential generator is enough to mix file names. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  const mixed = [...values]
  let state = seed
  for (let index = mixed.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = state % (index + 1)
    ;[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!]
  }
  return mixed
}
