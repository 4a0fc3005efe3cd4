import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { expectFirstContacts } from './first-contacts.js'
import { build, DAILY_MARTS, DATE_BASES, differences, load, simulatedExport, type SimulatedExport } from './centre.js'

describe.each([1, 2])('Genesys events of seed %i through three transports, with all noise', (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'genesys-events', seed, conversations: 2_500 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what events can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(warehouse, [exported.folder])
    for (const dateBasis of DATE_BASES) await expectTruth(warehouse, exported, dateBasis)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    const tied = await warehouse.rows('select record_id from int_record_versions where tied_version_count > 1')
    expect(tied).toEqual([])
    warehouse.close()
  })

  it('give the same in pieces: the newest first, with builds between', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    const files = [...exported.files].sort().reverse()
    for (let from = 0; from < files.length; from += 20) {
      await load(warehouse, files.slice(from, from + 20))
      if (from % 60 === 0) await build(warehouse, 'leg', { tests: false })
    }
    await expectTruth(warehouse, exported, 'leg')
    warehouse.close()
  })
})

describe('events and detail records of the same conversations', () => {
  const size = { seed: 3, conversations: 800, days: 3, noise: new Set<never>() }
  let events: SimulatedExport
  let details: SimulatedExport

  beforeAll(async () => {
    events = await simulatedExport({ ...size, platform: 'genesys-events' })
    details = await simulatedExport({ ...size, platform: 'genesys' })
  })

  afterAll(() => {
    events.remove()
    details.remove()
  })

  it('give what the detail records alone give, whichever came first', async () => {
    const alone = await built([details.folder])
    expect(alone['mrt_daily_queue_kpis']?.length).toBeGreaterThan(30)
    expect(await built([details.folder, events.folder])).toEqual(alone)
    expect(await built([details.folder], [events.folder])).toEqual(alone)
    expect(await built([events.folder], [details.folder])).toEqual(alone)
  })

  it('stand beside each other where only some conversations have details, by every road the same', async () => {
    const some = details.files.filter((path) => !path.includes('conversations') || path.includes('2026-10-21'))
    const together = await built([...some, events.folder])
    expect(await built(some, [events.folder])).toEqual(together)
    expect(await built([events.folder], some)).toEqual(together)
    const [counts] = together['counts'] ?? []
    expect(counts?.['of_events']).toBeGreaterThan(100)
    expect(counts?.['of_details']).toBeGreaterThan(100)
    expect(Number(counts?.['of_events']) + Number(counts?.['of_details'])).toBe(800)
  })
})

/** What models hold after loads with a build after each, the last with its tests; without where it came from. */
async function built(...loads: readonly (readonly string[])[]): Promise<Record<string, Row[]>> {
  const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
  for (const paths of loads) {
    await load(warehouse, paths)
    await build(warehouse, 'leg', { tests: paths === loads.at(-1) })
  }
  const place = ['last_load_id', 'file_id', 'file_row', 'version_count', 'copy_count', 'complete_until', 'is_final']
  const tables: Record<string, Row[]> = {}
  for (const name of [
    'fct_queue_legs',
    'fct_agent_legs',
    'fct_conversations',
    'mrt_daily_queue_kpis',
    'mrt_agent_scorecard',
  ]) {
    const left = place.map((column) => `'${column}'`).join(', ')
    tables[name] = await warehouse.rows(`select columns(c -> c not in (${left})) from ${name} order by all`)
  }
  tables['counts'] = await warehouse.rows(
    `select count(*) filter (is_event) as of_events, count(*) filter (not is_event) as of_details
    from (select file_id in (select file_id from raw.genesys_events) as is_event from fct_conversations)`,
  )
  warehouse.close()
  return tables
}

async function expectTruth(warehouse: Warehouse, exported: SimulatedExport, dateBasis: string): Promise<void> {
  await build(warehouse, dateBasis)
  for (const [mart, fewest] of Object.entries(DAILY_MARTS)) {
    const truth = exported.truth(mart, dateBasis)
    expect(truth.length).toBeGreaterThanOrEqual(fewest)
    expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
  }
  await expectFirstContacts(warehouse, 'genesys', exported)
}
