import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exporterOf, type ExportedPlatform } from '../../src/platforms/exporters.js'
import type { Channel, Journey } from '../../src/platforms/journey.js'
import type { Row } from '../../src/result.js'
import { writeText } from '../../src/simulate/pages.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { journey, part, smallCentre, wait } from '../simulate/journeys.js'
import { build, load } from './centre.js'

const T = Date.parse('2026-10-20T13:00:00.000Z')
const MINUTE_MS = 60_000

/** Smaller examples of the definitions, as the platforms that they are told of export them. */
describe('the cases that the definitions count through', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-cases-'))
  let warehouse: Warehouse

  beforeAll(async () => {
    await writeCase('genesys', 0, calls())
    for (const platform of ['genesys', 'cxone', 'flex'] as const) await writeCase(platform, 1, messages())
    await writeCase('flex', 2, overlapping())
    const { userDetail, userDetailPage } = exporterOf('flex')
    const presence = [
      { from: T, to: T + 120 * MINUTE_MS, state: 'AVAILABLE' as const },
      { from: T + 120 * MINUTE_MS, to: null, state: 'OFFLINE' as const },
    ]
    const states = userDetail({ agentId: centreOf('flex').agents[0]!.id, presence, routing: [] }, centreOf('flex'))
    await writeText(join(folder, 'flex', 'states.json'), userDetailPage([states!], T + 180 * MINUTE_MS))
    warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(warehouse, [folder])
    await build(warehouse, 'leg')
  })

  afterAll(() => {
    warehouse.close()
    rmSync(folder, { recursive: true })
  })

  it('are 817 handle times: 788 handled, 7 outbound and 22 of calls that nobody took (D8)', async () => {
    const [told] = await warehouse.rows(
      `select count(*) as n from raw.genesys_metrics join raw.genesys_sessions as sessions using (file_id, file_row, participant_index, session_index) where name = 'tHandle' and "mediaType" = 'voice'`,
    )
    expect(told).toEqual({ n: 817 })
    expect(await queueRow('genesys', 0)).toMatchObject({
      offered_count: 788,
      handled_count: 788,
      outbound_handled_count: 7,
      unconnected_handle_count: 22,
    })
  })

  it('are 10 messages of which nobody answered one: other in Genesys Cloud, abandoned elsewhere (D3)', async () => {
    const answered = { offered_count: 10, answered_count: 9, answer_rate_pct: 90 }
    expect(await queueRow('genesys', 1)).toMatchObject({
      ...answered,
      abandoned_count: 0,
      other_count: 1,
      abandon_rate: 0,
    })
    for (const platform of ['cxone', 'flex'] as const) {
      const row = await queueRow(platform, 1)
      expect(row, platform).toMatchObject({ ...answered, abandoned_count: 1, other_count: 0, abandon_rate: 0.1 })
    }
  })

  it('are two chats that overlap and a call: 65 minutes of handling, not 75, in two hours (D19)', async () => {
    const [row] = await warehouse.rows(
      `select * from mrt_agent_scorecard where platform = 'flex' and channel = 'all' and agent_id = $agent`,
      { agent: centreOf('flex').agents[0]!.id },
    )
    expect(row).toMatchObject({
      handled_count: 3,
      total_handle_seconds: 75 * 60,
      logged_in_seconds: 120 * 60,
      handling_seconds: 65 * 60,
      waiting_seconds: 55 * 60,
      occupancy_rate: 65 / 120,
    })
  })

  async function queueRow(platform: ExportedPlatform, queue: number): Promise<Row | undefined> {
    const id = centreOf(platform).queues[queue]!.id
    const rows = await warehouse.rows(
      'select * from mrt_daily_queue_kpis where platform = $platform and queue_id = $id',
      {
        platform,
        id,
      },
    )
    expect(rows).toHaveLength(1)
    return rows[0]
  }

  /** Writes journeys whose people and queues go by number. */
  async function writeCase(platform: ExportedPlatform, queue: number, journeys: readonly Journey[]): Promise<void> {
    const exporter = exporterOf(platform)
    const centre = centreOf(platform)
    const placed = journeys.map((one): Journey => ({
      ...one,
      waits: one.waits.map((each) => ({ ...each, queueId: centre.queues[queue]!.id })),
      parts: one.parts.map((each) => ({
        ...each,
        queueId: centre.queues[queue]!.id,
        agentId: centre.agents[Number(each.agentId)]!.id,
      })),
    }))
    const seen = placed.flatMap((one) => (exporter.seen === undefined ? one : (exporter.seen(one) ?? [])))
    const records = seen.map((one) => exporter.conversation(one, centre))
    const path = (name: string) => join(folder, platform, `${name}-${queue}.json`)
    await writeText(path('conversations'), exporter.conversationPage(records, T + 180 * MINUTE_MS, null))
    const { companion } = exporter
    if (companion === undefined) return
    const further = seen.map((one) => companion.record(one))
    await writeText(path('states'), companion.page(further, T + 180 * MINUTE_MS))
  }
})

function centreOf(platform: ExportedPlatform): ReturnType<typeof smallCentre> {
  return exporterOf(platform).adopt?.(smallCentre()) ?? smallCentre()
}

/** 788 callers who were answered, and 29 calls out, of which 7 reached somebody. */
function calls(): Journey[] {
  const inbound = Array.from({ length: 788 }, (_, index) => answered(10_000 + index, 'voice', T + index * 1000, 60, 1))
  const outbound = Array.from({ length: 29 }, (_, index) => {
    const at = T + index * 10_000
    const dialled = part('s', '2', 'A', at + 9_000, { talk: 30 }, { direction: 'outbound', acceptedAt: null })
    const dialing = { from: at, to: at + 9_000 }
    const parts = [{ ...dialled, dialing, stretches: index < 7 ? dialled.stretches : [] }]
    return journey(uuid(20_000 + index), at, { direction: 'outbound', parts })
  })
  return [...inbound, ...outbound]
}

/** Ten messages, of which nobody answered the last. */
function messages(): Journey[] {
  return Array.from({ length: 10 }, (_, index) => {
    const id = 30_000 + index
    const at = T + index * MINUTE_MS
    if (index < 9) return answered(id, 'message', at, 300, 3)
    const waits = [
      {
        ...wait(uuid(id, 1), 'A', at, 90, { outcome: 'given_up' }),
        channel: 'message' as const,
      },
    ]
    return journey(uuid(id), at, { channel: 'message', waits })
  })
}

/** Chats from 09:10 to 09:40 and from 09:30 to 10:00, and a call from 10:30 to 10:45, counted from 09:00. */
function overlapping(): Journey[] {
  return [
    answered(40_001, 'chat', T + 10 * MINUTE_MS, 30 * 60, 0),
    answered(40_002, 'chat', T + 30 * MINUTE_MS, 30 * 60, 0),
    answered(40_003, 'voice', T + 90 * MINUTE_MS, 15 * 60, 0),
  ]
}

/** Answered at an instant, after ten seconds, by an agent of a number. */
function answered(id: number, channel: Channel, at: number, talkSeconds: number, agent: number): Journey {
  const waitSessionId = uuid(id, 1)
  return journey(uuid(id), at - 10_000, {
    channel,
    waits: [{ ...wait(waitSessionId, 'A', at - 10_000, 10), channel, cause: 'flow' }],
    parts: [part(uuid(id, 2), String(agent), 'A', at, { talk: talkSeconds }, { waitSessionId, channel })],
  })
}

function uuid(id: number, of = 0): string {
  return `${String(id).padStart(8, '0')}-000${of}-4000-8000-000000000000`
}
