import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { expectFirstContacts } from './first-contacts.js'
import {
  build,
  DAILY_MARTS,
  DATE_BASES,
  differences,
  hangUpsIn,
  load,
  simulatedExport,
  type SimulatedExport,
} from './centre.js'

describe.each([1, 2, 3])('contacts and states of CXone of seed %i, with all noise', { timeout: 600_000 }, (seed) => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'cxone', seed, conversations: 3_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('give what CXone can know of the simulated truth, exactly', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(warehouse, [exported.folder])
    for (const dateBasis of DATE_BASES) await expectTruth(warehouse, exported, dateBasis)
    const [rejects] = await warehouse.rows('select count(*) as n from meta.rejects')
    expect(rejects?.['n']).toBe(exported.findings['reject_count'])
    warehouse.close()
  })

  it('give the same in pieces: children before their masters, states before contacts, with builds between', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    const files = [...exported.files].sort((left, right) => rank(left) - rank(right) || (left < right ? 1 : -1))
    for (let from = 0; from < files.length; from += 20) {
      await load(warehouse, files.slice(from, from + 20))
      if (from % 40 === 0) await build(warehouse, 'leg', { tests: false })
    }
    await expectTruth(warehouse, exported, 'leg')
    warehouse.close()
  })
})

describe('contacts of CXone, with all noise', () => {
  let exported: SimulatedExport

  beforeAll(async () => {
    exported = await simulatedExport({ platform: 'cxone', seed: 1, conversations: 3_000 })
  })

  afterAll(() => {
    exported.remove()
  })

  it('are one leg a contact without the history of states: its last skill and agent, with all its waits and work', async () => {
    const whole = await loaded(exported.files)
    const plain = await loaded(exported.files.filter((path) => !path.includes('contact-state-history')))
    await build(whole, 'leg')
    await build(plain, 'leg')
    // An enquiry that a queue answers at once cannot be told from one to a person then: it is work, but was not offered.
    const offered = (await whole.rows(CONTACTS_OFFERED)).filter(
      (row) => !(row['is_consult'] === true && row['outcome'] === 'answered' && row['wait_ms'] === 0),
    )
    expect(await plain.rows(CONTACTS_OFFERED)).toEqual(offered.map((row) => ({ ...row, leg_count: 1 })))
    expect(offered.some((row) => Number(row['leg_count']) > 1)).toBe(true)

    const handled = await whole.rows(CONTACTS_HANDLED)
    expect(await plain.rows(CONTACTS_HANDLED)).toEqual(handled.map((row) => ({ ...row, leg_count: 1 })))
    expect(handled.some((row) => Number(row['leg_count']) > 1)).toBe(true)

    // And where a contact had but one skill and one agent, nothing differs.
    const single = `select * exclude (file_id, last_load_id, answered_at, queue_leg_id, queue_entered_at, is_answered_from_queue)
      from fct_agent_legs order by agent_leg_id`
    const many = new Set(
      [...offered, ...handled].filter((row) => row['leg_count'] !== 1).map((row) => String(row['contact_id'])),
    )
    const alone = (row: Row): boolean => !many.has(String(row['session_id']).split(':')[0] ?? '')
    expect((await plain.rows(single)).filter(alone)).toEqual((await whole.rows(single)).filter(alone))
    whole.close()
    plain.close()
  })
})

/**
 * Queue legs by contact: where it was last, whether it was answered, how long it waited in all. Who left the queue for the
 * menu and hung up there looks as if in the queue.
 */
const CONTACTS_OFFERED = `
  select
    split_part(session_id, ':', 1) as contact_id,
    count(*) as leg_count,
    arg_max(legs.queue_id, split_part(session_id, ':', 2)::integer) as queue_id,
    case
      when max(outcome = 'answered') then 'answered'
      when max(contacts.is_abandoned) and not max(is_consult) then 'abandoned'
      else arg_max(outcome, split_part(session_id, ':', 2)::integer)
    end as outcome,
    case when not max(outcome = 'open') then sum(wait_ms) end as wait_ms,
    max(is_consult) as is_consult,
    arg_min(is_transferred_in, split_part(session_id, ':', 2)::integer) as is_transferred_in
  from fct_queue_legs as legs
  inner join int_cxone__contacts as contacts on contacts.contact_id = split_part(session_id, ':', 1)
  group by 1
  order by 1`

/** Agent legs by contact: the last agent, and the work of all. */
const CONTACTS_HANDLED = `
  select
    split_part(session_id, ':', 1) as contact_id,
    count(*) as leg_count,
    arg_max(agent_id, started_at) as agent_id,
    sum(talk_ms + coalesce(hold_ms, 0)) as agent_ms,
    sum(acw_ms) as acw_ms,
    max(leg_kind = 'handled') as is_handled
  from fct_agent_legs
  group by 1
  order by 1`

async function loaded(files: readonly string[]): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
  await load(warehouse, files)
  return warehouse
}

function rank(path: string): number {
  return path.includes('contact-state-history') ? 0 : 1
}

async function expectTruth(warehouse: Warehouse, exported: SimulatedExport, dateBasis: string): Promise<void> {
  await build(warehouse, dateBasis)
  for (const [mart, fewest] of Object.entries(DAILY_MARTS)) {
    const truth = exported.truth(mart, dateBasis)
    expect(truth.length).toBeGreaterThanOrEqual(fewest)
    if (mart === 'mrt_daily_conversations') expect(hangUpsIn(truth)).toBeGreaterThan(30)
    expect(await differences(warehouse, mart, truth), `${mart} by ${dateBasis}`).toEqual([])
  }
  await expectFirstContacts(warehouse, 'cxone', exported)
}
