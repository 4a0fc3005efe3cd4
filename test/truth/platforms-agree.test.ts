import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/app/index.js'
import { loadConfig } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import { exporterOf } from '../../src/platforms/exporters.js'
import type { Journey } from '../../src/platforms/journey.js'
import type { Row } from '../../src/result.js'
import { writeText } from '../../src/simulate/pages.js'
import { Truth } from '../../src/simulate/truth/truth.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { build, differences, load, ZONE } from './centre.js'
import { withHandOversOutside } from './listed/both.js'
import { CXONE } from './listed/cxone.js'
import { FLEX, FLEX_SHORT_ABANDON_SECONDS } from './listed/flex.js'
import { isHandled, isRunning, type Listed } from './listed/listed.js'
import { BETWEEN, knownOf, MIDST_MS, plainDay, writePlainDay, type PlainDay } from './plain-day.js'

const LISTED = { genesys: [], cxone: CXONE, flex: FLEX } as const
const PLATFORMS = ['genesys', 'cxone', 'flex'] as const
const MARTS = { queue: 'mrt_daily_queue_kpis', agent: 'mrt_agent_scorecard' } as const

/** Names, stamps, and what is each platform's own. */
const OWN = [
  'platform',
  'org_id',
  'queue_id',
  'queue_name',
  'agent_id',
  'agent_name',
  'is_final',
  'platform_service_level_rate',
  'held_party_abandoned_count',
]
/** What exports do not tell, of any conversation: null. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  cxone: ['alerted_count', 'not_responding_count', 'not_responding_rate', 'declined_count'],
  flex: ['total_hold_seconds', 'avg_hold_seconds', 'avg_hold_when_held_seconds', 'held_count', 'hold_rate'],
}

/** Any of the platforms tells something of it otherwise. */
const isListed = (journey: Journey): boolean => [...CXONE, ...FLEX].some(({ apply }) => apply(journey) !== journey)

describe('the same days as each platform exports them', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-agree-'))
  const path = join(folder, 'all.duckdb')
  const days = new Map(
    PLATFORMS.map((platform) => [
      platform,
      plainDay(platform, 7, 1_500, { isApart: isListed, change: withHandOversOutside }),
    ]),
  )
  let warehouse: Warehouse

  beforeAll(async () => {
    for (const day of days.values()) await writePlainDay(day, join(folder, 'exports', day.platform), MIDST_MS)
    const targets = [...days.values()].flatMap((day) => day.targets)
    warehouse = await Warehouse.open(path, { access: 'write' })
    await load(warehouse, [join(folder, 'exports')])
    await loadPaths(warehouse, [await writeFirstContacts(join(folder, 'exports', 'cxone'), join(folder, 'first'))], {
      org: 'first',
    })
    await build(warehouse, 'leg', {
      vars: {
        targets,
        flex_short_abandon_seconds: FLEX_SHORT_ABANDON_SECONDS,
        first_contact_window_hours: 2,
      },
    })
  })

  afterAll(() => {
    warehouse.close()
    rmSync(folder, { recursive: true })
  })

  describe.each(['cxone', 'flex'] as const)('%s', (platform) => {
    it.each(['queue', 'agent'] as const)(
      'has every figure of Genesys Cloud by %s where nothing that is listed happened',
      async (mart) => {
        const [expected, found] = await Promise.all([alike('genesys', mart), alike(platform, mart)])
        expect(expected.size).toBeGreaterThan(mart === 'queue' ? 20 : 40)
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
        const left = [...OWN, ...UNKNOWN[platform]!, ...(platform === 'flex' ? ['talk_includes_hold'] : [])]
        for (const [key, row] of expected) expect(without(found.get(key)!, left), key).toEqual(without(row, left))
      },
    )

    it('has the first contacts of Genesys Cloud, and whose customers came back within two hours', async () => {
      const [expected, found] = await Promise.all([firstContacts('genesys'), firstContacts(platform)])
      expect(expected.some(({ base, resolved }) => Number(base) > 100 && Number(resolved) < Number(base))).toBe(true)
      expect(found).toEqual(expected)
    })
  })

  it.each(PLATFORMS)(
    'have in %s what is left when the listed differences are taken from what happened',
    async (platform) => {
      const day = days.get(platform)!
      const truth = counted(day, told(knownOf(day, MIDST_MS), LISTED[platform]), platform)
      for (const mart of ['queue', 'agent'] as const) {
        const rows = truth[mart].map((row) => without(row, ['platform_service_level_rate']))
        expect(rows.length).toBeGreaterThan(40)
        expect(
          await differences(warehouse, `(from ${MARTS[mart]} where platform = '${platform}' and org_id = '')`, rows),
        ).toEqual([])
      }
    },
  )

  const each = (platform: 'cxone' | 'flex') =>
    LISTED[platform].map((listed) => ({ platform, listed, name: listed.name }))
  it.each([...each('cxone'), ...each('flex')])('differ in $platform as listed: $name', ({ platform, listed }) => {
    const day = days.get(platform)!
    const list = LISTED[platform]
    const before = told(knownOf(day, MIDST_MS), list.slice(0, list.indexOf(listed)))
    const changed = changesBetween(sums(counted(day, before)), sums(counted(day, told(before, [listed]))))
    const expected = Object.entries(listed.changes(before)).filter(([, by]) => by !== 0)
    expect(expected).not.toEqual([])
    expect(pick(changed, (column) => !listed.also.includes(column))).toEqual(
      Object.fromEntries(expected.map(([column, by]) => [column, column.endsWith('_seconds') ? by / 1000 : by])),
    )
  })

  it('tell in CXone of no transfer whose receiving contact is not in the extract', async () => {
    const transfers = async (org: string) => {
      const [row] = await warehouse.rows(
        `select sum(transferred_count)::integer as n from ${MARTS.agent} where platform = 'cxone' and channel = 'all' and org_id = $org`,
        { org },
      )
      return row?.['n']
    }
    const given = told(knownOf(days.get('cxone')!, MIDST_MS), CXONE).flatMap(handOvers)
    expect(await transfers('')).toBe(given.length)
    const within = given.filter(({ isWithinFirstContact }) => isWithinFirstContact)
    expect(within.length).toBeGreaterThan(0)
    expect(await transfers('first')).toBe(within.length)
  })

  it('are one folder, one load and one report, of which each platform is a part', async () => {
    const config = await loadConfig({ db: path }, {}, folder)
    const all = await report({ config, waitMs: 0 }, { name: 'queue-daily' })
    for (const name of ['queue-daily', 'agent-scorecard']) {
      for (const platform of PLATFORMS) {
        const answer = await report({ config, waitMs: 0 }, { name, filters: { platform: [platform] } })
        expect(answer.rows.length).toBeGreaterThan(0)
        expect(new Set(answer.rows.map((row) => row['platform']))).toEqual(new Set([platform]))
      }
    }
    expect(new Set(all.rows.map((row) => row['platform']))).toEqual(new Set(PLATFORMS))
  })

  async function firstContacts(platform: (typeof PLATFORMS)[number]): Promise<Row[]> {
    return warehouse.rows(
      `select interaction_date, first_contact_base_count::integer as base, first_contact_resolved_count::integer as resolved,
          first_contact_pending_count::integer as pending, fcr_rate
      from mrt_daily_conversations where platform = $platform and org_id = '' and interaction_date < $between order by 1`,
      { platform, between: BETWEEN },
    )
  }

  /** The rows of the days on which nothing happened that a platform tells otherwise, by who and what they are of. */
  async function alike(platform: (typeof PLATFORMS)[number], mart: keyof typeof MARTS): Promise<Map<string, Row>> {
    const { queueOf, agentOf } = days.get(platform)!
    const rows = await warehouse.rows(
      `select * from ${MARTS[mart]} where platform = $platform and org_id = '' and interaction_date < $between`,
      { platform, between: BETWEEN },
    )
    const subject = (row: Row) => (mart === 'queue' ? queueOf(row['queue_id']) : agentOf(row['agent_id']))
    return new Map(rows.map((row) => [[row['interaction_date'], subject(row), row['channel']].join(' '), row]))
  }
})

it('keeps two organisations with the same ids apart', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-orgs-'))
  await writePlainDay(plainDay('cxone', 7, 150), folder)
  const warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
  for (const org of ['east', 'west']) await loadPaths(warehouse, [folder], { org })
  await build(warehouse, 'leg')
  const rowsOf = (org: string) =>
    warehouse.rows(`select * exclude (org_id) from ${MARTS.queue} where org_id = $org order by queue_id, channel`, {
      org,
    })
  const east = await rowsOf('east')
  expect(east.length).toBeGreaterThan(5)
  expect(await rowsOf('west')).toEqual(east)
  warehouse.close()
  rmSync(folder, { recursive: true })
})

/** Of each chain of contacts only the first contact, with its states. */
async function writeFirstContacts(from: string, to: string): Promise<string> {
  const records = (name: string, list: string) =>
    (JSON.parse(readFileSync(join(from, name), 'utf8')) as Record<string, Record<string, unknown>[]>)[list]!
  const contacts = records('conversations.json', 'contacts').filter(
    (each) => each['contactId'] === each['masterContactId'],
  )
  const ids = new Set(contacts.map((each) => each['contactId']))
  const states = records('contact-state-history.json', 'contactStateHistory').filter((each) =>
    ids.has(each['contactId']),
  )
  await writeText(join(to, 'contacts.json'), JSON.stringify({ contacts }))
  await writeText(join(to, 'states.json'), JSON.stringify({ contactStateHistory: states }))
  return to
}

/** Agents' hand-overs; within a contact are those of messages, until the customer comes back after a pause. */
function handOvers({ parts, waits, channel }: Journey): { isWithinFirstContact: boolean }[] {
  const back = waits.find(({ cause }, index) => cause === 'flow' && index > 0)?.enteredAt ?? Infinity
  return parts
    .filter((part) => part.transfer !== null && isHandled(part) && !isRunning(part))
    .map(({ acceptedAt }) => ({
      isWithinFirstContact: channel === 'message' && acceptedAt !== null && acceptedAt < back,
    }))
}

function told(journeys: readonly Journey[], listed: readonly Listed[]): Journey[] {
  return listed.reduce<readonly Journey[]>(
    (left, { apply }) => left.flatMap((journey) => apply(journey) ?? []),
    journeys,
  ) as Journey[]
}

/** The marts that journeys make, as a platform knows them; without one, as if everything were known. */
function counted(
  { platform: name, centre }: PlainDay,
  journeys: readonly Journey[],
  platform?: (typeof PLATFORMS)[number],
): Record<keyof typeof MARTS, Row[]> {
  const truth = new Truth(name, centre, ZONE, platform === undefined ? {} : exporterOf(platform))
  for (const journey of journeys) truth.add(journey, [])
  return { queue: truth.queueDaily().leg, agent: truth.agentDaily().leg }
}

/** Sums over all rows of what may be summed and no row leaves unknown. */
function sums(rows: Record<keyof typeof MARTS, Row[]>): Map<string, number> {
  const found = new Map<string, number>()
  const add = (mart: string, row: Row) => {
    for (const [column, value] of Object.entries(row)) {
      if (!/^total_.*_seconds$|_count$/.test(column)) continue
      const name = `${mart}.${column}`
      found.set(name, (found.get(name) ?? 0) + (value === null ? NaN : Number(value)))
    }
  }
  for (const row of rows.queue) add('queue', row)
  for (const row of rows.agent.filter(({ channel }) => channel === 'all')) add('agent', row)
  return found
}

function changesBetween(before: Map<string, number>, after: Map<string, number>): Record<string, number> {
  const changes = [...before].map(
    ([column, from]) => [column, Math.round((after.get(column)! - from) * 1000) / 1000] as const,
  )
  return Object.fromEntries(changes.filter(([, by]) => by !== 0 && !Number.isNaN(by)))
}

function pick(record: Readonly<Record<string, number>>, isWanted: (column: string) => boolean): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter(([column]) => isWanted(column)))
}

function without(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)))
}
