import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/app/index.js'
import { loadConfig } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { ExportedPlatform } from '../../src/platforms/exporters.js'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { build, load } from './centre.js'
import { writePlainDay, type PlainDay } from './plain-day.js'

const PLATFORMS = ['genesys', 'cxone', 'flex'] as const
const QUEUES = 'mrt_daily_queue_kpis'
const AGENTS = 'mrt_agent_scorecard'

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
/** What kpi-definitions, section 9, says that platforms do not tell. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  cxone: ['alerted_count', 'not_responding_count', 'not_responding_rate', 'declined_count'],
  flex: ['total_hold_seconds', 'avg_hold_seconds', 'avg_hold_when_held_seconds', 'held_count', 'hold_rate'],
}
/** What contains a hold there. */
const WITH_HOLD = ['total_talk_seconds', 'avg_talk_seconds', 'talk_includes_hold']
/** What depends on whether a message that nobody answered was abandoned. */
const OF_ABANDONS = [
  'abandoned_count',
  'other_count',
  'abandon_rate',
  'total_abandon_wait_seconds',
  'avg_abandon_wait_seconds',
  'max_wait_seconds',
  'service_level_base_count',
  'service_level_rate',
]

describe('the same day as each platform exports it', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-agree-'))
  const path = join(folder, 'all.duckdb')
  const days = new Map<string, PlainDay>()
  const rows = new Map<string, Row[]>()

  beforeAll(async () => {
    for (const platform of PLATFORMS) {
      days.set(platform, await writePlainDay(platform, 7, 1_000, join(folder, 'exports', platform)))
    }
    const targets = [...days.values()].flatMap((day) => day.targets)
    const warehouse = await Warehouse.open(path, { access: 'write' })
    await load(warehouse, [join(folder, 'exports')])
    await build(warehouse, 'leg', { vars: { targets } })
    for (const mart of [QUEUES, AGENTS]) rows.set(mart, await warehouse.rows(`select * from ${mart}`))
    warehouse.close()
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const rowsOf = (mart: string, platform: ExportedPlatform): Map<string, Row> => {
    const { queueOf, agentOf } = days.get(platform)!
    const keyOf = (row: Row) =>
      [
        row['interaction_date'],
        mart === QUEUES ? queueOf(row['queue_id']) : agentOf(row['agent_id']),
        row['channel'],
      ].join(' ')
    return new Map(
      rows
        .get(mart)!
        .filter((row) => row['platform'] === platform)
        .map((row) => [keyOf(row), row]),
    )
  }

  it.each([
    ['cxone', QUEUES, 20],
    ['cxone', AGENTS, 100],
    ['flex', QUEUES, 20],
    ['flex', AGENTS, 100],
  ] as const)('gives the same figures from %s as from Genesys Cloud, in %s', (platform, mart, least) => {
    const expected = new Map(
      [...rowsOf(mart, 'genesys')].filter(([, row]) => platform !== 'cxone' || !hasMissedAlertsOnly(row)),
    )
    const found = rowsOf(mart, platform)
    expect(expected.size).toBeGreaterThan(least)
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
    for (const [key, row] of expected) {
      const left = [...OWN, ...UNKNOWN[platform]!, ...(platform === 'flex' ? WITH_HOLD : [])]
      if (platform === 'cxone' && row['channel'] === 'message') left.push(...OF_ABANDONS)
      expect(without(found.get(key)!, left), key).toEqual(without(row, left))
    }
  })

  it('has no alerts in contacts, and no holds in events, where talk contains them', () => {
    for (const platform of ['cxone', 'flex'] as const) {
      for (const mart of [QUEUES, AGENTS]) {
        for (const row of rowsOf(mart, platform).values()) {
          if (platform === 'flex' && row['handled_count'] === 0) continue
          for (const column of UNKNOWN[platform]!) expect(row[column] ?? null, column).toBeNull()
        }
      }
    }
    for (const mart of [QUEUES, AGENTS]) {
      const flex = rowsOf(mart, 'flex')
      for (const [key, row] of rowsOf(mart, 'genesys')) {
        const both = Number(row['total_talk_seconds']) + Number(row['total_hold_seconds'])
        expect(flex.get(key)!['total_talk_seconds'], key).toBeCloseTo(both, 6)
      }
    }
  })

  it('has messages that nobody answered as other in Genesys Cloud, which CXone marks as abandoned', () => {
    const cxone = rowsOf(QUEUES, 'cxone')
    const messages = [...rowsOf(QUEUES, 'genesys')].filter(([, row]) => row['channel'] === 'message')
    expect(messages.some(([, row]) => Number(row['other_count']) > 0)).toBe(true)
    for (const [key, row] of messages) {
      expect(row['abandoned_count']).toBe(0)
      expect(cxone.get(key)).toMatchObject({ abandoned_count: row['other_count'], other_count: 0 })
    }
  })

  it('is one folder, one load and one report, of which each platform is a part', async () => {
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
})

it('keeps two organisations with the same ids apart', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-orgs-'))
  await writePlainDay('cxone', 7, 150, folder)
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  for (const org of ['east', 'west']) await loadPaths(warehouse, [folder], { org })
  await build(warehouse, 'leg')
  const rowsOf = (org: string) =>
    warehouse.rows(`select * exclude (org_id) from ${QUEUES} where org_id = $org order by queue_id, channel`, { org })
  const east = await rowsOf('east')
  expect(east.length).toBeGreaterThan(5)
  expect(await rowsOf('west')).toEqual(east)
  warehouse.close()
  rmSync(folder, { recursive: true })
})

/** Of an agent who only let it ring no contact tells. */
function hasMissedAlertsOnly(row: Row): boolean {
  return 'alerted_count' in row && row['answered_count'] === 0 && row['handled_count'] === 0
}

function without(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)))
}
