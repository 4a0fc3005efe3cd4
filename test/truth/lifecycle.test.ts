import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../src/result.js'
import { withWarehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { build, load } from './centre.js'

/** As the guide on metric engines prints it. */
const PRINTED = {
  subscription_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  event_type: 'analytics:events:publish',
  timestamp: '2024-05-15T14:32:10.451Z',
  data: {
    event_id: 'evt_9876543210abcdef',
    interaction_id: 'int_1234567890abcdef',
    type: 'telephony:call:ended',
    state: 'completed',
    metrics: { talk_time_ms: 45200, hold_time_ms: 12000, wrap_time_ms: 8500, queue_wait_ms: 3200 },
    participants: [{ id: 'agent_555', type: 'agent', timezone: 'America/New_York' }],
  },
}

const folder = ownFolder()
let fileCount = 0

interface Told {
  readonly id: string
  readonly of: string
  readonly at: string
  readonly state: string
  readonly type?: string
  readonly queue?: string
  readonly agents?: readonly string[]
  readonly metrics?: Readonly<Record<string, number>>
  readonly subscription?: string
}

/** A call of queue A: connected, handed by one agent to another, worked after, over. */
const CALL: readonly Told[] = [
  {
    id: 'e1',
    of: 'i1',
    at: '2026-03-02T10:00:00Z',
    type: 'call_connected',
    state: 'active',
    queue: 'qA',
    agents: ['U1'],
  },
  {
    id: 'e2',
    of: 'i1',
    at: '2026-03-02T10:01:40Z',
    type: 'call_transferred',
    state: 'active',
    agents: ['U1'],
    metrics: { talk_time_ms: 100_000, hold_time_ms: 0 },
  },
  { id: 'e3', of: 'i1', at: '2026-03-02T10:01:50Z', type: 'call_connected', state: 'active', agents: ['U2'] },
  {
    id: 'e4',
    of: 'i1',
    at: '2026-03-02T10:02:10Z',
    type: 'call_wrapped_up',
    state: 'active',
    agents: ['U1'],
    metrics: { wrap_time_ms: 30_000 },
  },
  {
    id: 'e5',
    of: 'i1',
    at: '2026-03-02T10:03:00Z',
    type: 'call_ended',
    state: 'completed',
    agents: ['U2'],
    metrics: { talk_time_ms: 70_000, hold_time_ms: 5_000, wrap_time_ms: 10_000 },
  },
]

describe('lifecycle events', () => {
  let inOrder: Awaited<ReturnType<typeof marts>>

  beforeAll(async () => {
    inOrder = await marts([[written(CALL)]], { tests: true })
  })

  it('as printed make one part of agent_555, on the day of the report zone', async () => {
    const path = join(folder, 'printed.json')
    writeFileSync(path, JSON.stringify(PRINTED, null, 2))
    const { agents, queues } = await marts([[path]])
    expect(queues).toEqual([])
    expect(agents).toEqual([
      expect.objectContaining({ interaction_date: '2024-05-15', agent_id: 'agent_555', non_queue_handled_count: 1 }),
    ])
    expect(agents[0]).toMatchObject({ total_non_queue_handle_seconds: 65.7, alerted_count: null, handled_count: 0 })
  })

  it('are one conversation with a part for each agent, what they measured and who handed over', () => {
    const { agents, queues } = inOrder
    expect(queues).toEqual([
      expect.objectContaining({
        platform: 'lifecycle',
        queue_id: 'qA',
        channel: 'voice',
        offered_count: 1,
        answered_count: 1,
        handled_count: 2,
        transferred_count: 1,
        total_handle_seconds: 215,
        total_acw_seconds: 40,
        avg_speed_of_answer_seconds: null,
        service_level_rate: null,
      }),
    ])
    expect(agents.map((row) => [row['agent_id'], row['total_handle_seconds'], row['transferred_count']])).toEqual([
      ['U1', 130, 1],
      ['U2', 85, 0],
    ])
  })

  it('that are all sent again after maintenance, through another subscription too, change nothing', async () => {
    const again = CALL.map((event) => ({ ...event, subscription: 'another' }))
    expect(await marts([[written(CALL)], [written([...CALL, ...CALL, ...again])]])).toEqual(inOrder)
  })

  it('that were held back come in a burst, the last first, and give what they would have given', async () => {
    expect(await marts([[written([...CALL].reverse())]])).toEqual(inOrder)
    expect(await marts([[written(CALL.slice(3))], [written(CALL.slice(0, 3).reverse())]])).toEqual(inOrder)
  })

  it('that stop before the end leave the interaction open, not handled, until the end comes', async () => {
    const cut = await marts([[written(CALL.slice(0, 4))]], { tests: true })
    expect(cut.queues[0]).toMatchObject({
      offered_count: 1,
      answered_count: 1,
      handled_count: 0,
      avg_handle_seconds: null,
    })
    expect(await marts([[written(CALL.slice(0, 4))], [written(CALL.slice(4))]])).toEqual(inOrder)
  })

  it('of callers whom nobody took count in no average: absent, not 0', async () => {
    const { queues, agents } = await marts([
      [
        written([
          { id: 'e1', of: 'i1', at: '2026-03-02T10:00:00Z', state: 'abandoned', queue: 'qA' },
          { id: 'e2', of: 'i2', at: '2026-03-02T10:00:00Z', state: 'completed', queue: 'qA' },
          { id: 'e3', of: 'i3', at: '2026-03-02T10:00:00Z', state: 'missed', queue: 'qA', agents: ['U1'] },
          { id: 'e4', of: 'i4', at: '2026-03-02T10:00:00Z', state: 'completed', queue: 'qA', agents: ['U1'] },
        ]),
      ],
    ])
    expect(queues[0]).toMatchObject({
      offered_count: 4,
      answered_count: 1,
      abandoned_count: 1,
      short_abandoned_count: null,
      other_count: 2,
      handled_count: 0,
      avg_handle_seconds: null,
    })
    expect(agents).toEqual([
      expect.objectContaining({ agent_id: 'U1', answered_count: 1, handled_count: 0, avg_handle_seconds: null }),
    ])
  })

  it('before and after the clocks change fall on the days of the zone, never of an offset', async () => {
    const at = (id: string, instant: string): Told => ({ id, of: id, at: instant, state: 'completed', queue: 'qA' })
    const { queues } = await marts([
      [
        written([
          at('e1', '2026-11-01T03:59:59Z'),
          at('e2', '2026-11-01T04:00:00Z'),
          at('e3', '2026-11-02T04:59:59Z'),
          at('e4', '2026-11-02T05:00:00Z'),
        ]),
      ],
    ])
    expect(queues.map((row) => [row['interaction_date'], row['offered_count']])).toEqual([
      ['2026-10-31', 1],
      ['2026-11-01', 2],
      ['2026-11-02', 1],
    ])
  })

  it('and rows of a warehouse give way to what a platform exported of the same conversation, whichever came first', async () => {
    const page = 'samples/genesys/conversations.json'
    const id = '694f53e4-80e6-5ab7-b424-6358e43799ea'
    const events = written(CALL.map((event) => ({ ...event, of: id })))
    const rows = join(folder, 'rows.csv')
    writeFileSync(
      rows,
      `conversation_id,start_time,queue_id,agent_id,handle_seconds\n${id},2026-03-02T10:00:00Z,qA,U1,60\nother,2026-03-02T10:00:00Z,qA,U1,60\n`,
    )
    const together = await marts([[page, events, rows]], { tests: true })
    const platforms = together.queues.map((row) => [row['platform'], row['offered_count']])
    expect(platforms.filter(([platform]) => platform !== 'genesys')).toEqual([['flat', 1]])
    expect(await marts([[page], [events, rows]])).toEqual(together)
    expect(await marts([[events, rows], [page]])).toEqual(together)
  })

  it('hold in place of rows of a warehouse about the same conversation, whichever came first', async () => {
    const rows = join(folder, 'same.csv')
    const row = '2026-03-02T10:00:00Z,2026-03-02T10:05:00Z,voice,qA,u1,135,false'
    writeFileSync(
      rows,
      `conversation_id,start_time,end_time,channel,queue_id,agent_id,handle_seconds,abandoned\ni1,${row}\nonly,${row}\n`,
    )
    const events = written(CALL)
    const together = await marts([[events, rows]], { tests: true })
    expect(together.queues.map((queue) => [queue['platform'], queue['offered_count']])).toEqual([
      ['flat', 1],
      ['lifecycle', 1],
    ])
    expect(await marts([[rows], [events]])).toEqual(together)
  })
})

function written(events: readonly Told[]): string {
  const path = join(folder, 'events', `${fileCount++}.ndjson`)
  mkdirSync(join(folder, 'events'), { recursive: true })
  writeFileSync(path, events.map((event) => JSON.stringify(delivery(event))).join('\n'))
  return path
}

function delivery({ id, of, at, type, state, queue, agents = [], metrics = {}, subscription = 's1' }: Told): unknown {
  return {
    subscription_id: subscription,
    event_type: 'analytics:events:publish',
    timestamp: at,
    data: {
      event_id: id,
      interaction_id: of,
      type: type ?? 'telephony:call:ended',
      state,
      ...(queue === undefined ? {} : { queue_id: queue }),
      metrics,
      participants: agents.map((agent) => ({ id: agent, type: 'agent', timezone: 'America/New_York' })),
    },
  }
}

/** The rows of both marts after loads with a build after each. */
async function marts(
  loads: readonly (readonly string[])[],
  { tests } = { tests: false },
): Promise<{ queues: Row[]; agents: Row[] }> {
  return withWarehouse(':memory:', { access: 'write', threads: 1 }, async (warehouse) => {
    for (const paths of loads) {
      await load(warehouse, paths)
      await build(warehouse, 'leg', { tests })
    }
    return {
      queues: await warehouse.rows('select * from mrt_daily_queue_kpis order by platform, interaction_date, queue_id'),
      agents: await warehouse.rows(
        `select * from mrt_agent_scorecard where channel = 'all' and platform <> 'genesys' order by platform, agent_id`,
      ),
    }
  })
}
