import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { buildProject, hasFailed, loadProject } from '../../../src/transform/index.js'
import { martHashes } from '../../faults/store.js'
import { Workspace } from '../workspace.js'
import { TableWriter, type Column } from './table-writer.js'

/** States of an agent as a table has them: the second one's length is given in seconds. */
interface Case {
  readonly platform: string
  readonly columns: readonly Column[]
  readonly first: string
  readonly second: (agent: number, seconds: number) => string
}

const plain = (types: Readonly<Record<string, string>>): Column[] =>
  Object.entries(types).map(([name, type], index) => ({ id: index + 1, name, type }))

const interval = (id: number, state: string): unknown => ({
  type: 'list',
  'element-id': id,
  'element-required': false,
  element: {
    type: 'struct',
    fields: [
      { id: id + 1, name: 'startTime', type: 'timestamptz', required: false },
      { id: id + 2, name: 'endTime', type: 'timestamptz', required: false },
      { id: id + 3, name: state, type: 'string', required: false },
    ],
  },
})

const at = (time: string) => `timestamptz '2026-03-02 ${time}+00'`

const activity = (agent: number, sequence: number, start: string, seconds: number): string =>
  `select 1::bigint as AGENT_SESSION_NO, ${sequence}::bigint as AGENT_SESSION_ACTIVITY_SEQUENCE, ${agent}::bigint as AGENT_NO,
    'Available' as AGENT_STATE_NAME, null::varchar as UNAVAILABLE_STATE_NAME, ${start} as START_TIMESTAMP,
    ${seconds}::double as AGENT_SESSION_ACTIVITY_DURATION_SECONDS`

const details = (agent: number, start: string, seconds: number): string => {
  const times = `'startTime': ${start}, 'endTime': ${start} + to_seconds(${seconds})`
  return `select 'u${agent}' as "userId", [{${times}, 'systemPresence': 'ON_QUEUE'}] as "primaryPresence",
    [{${times}, 'routingStatus': 'IDLE'}] as "routingStatus"`
}

const CASES: readonly Case[] = [
  {
    platform: 'cxone',
    columns: plain({
      AGENT_SESSION_NO: 'long',
      AGENT_SESSION_ACTIVITY_SEQUENCE: 'long',
      AGENT_NO: 'long',
      AGENT_STATE_NAME: 'string',
      UNAVAILABLE_STATE_NAME: 'string',
      START_TIMESTAMP: 'timestamptz',
      AGENT_SESSION_ACTIVITY_DURATION_SECONDS: 'double',
    }),
    first: activity(1, 1, at('10:00:00'), 60),
    second: (agent, seconds) => activity(agent, 2, at('10:01:00'), seconds),
  },
  {
    platform: 'genesys',
    columns: [
      { id: 1, name: 'userId', type: 'string' },
      { id: 2, name: 'primaryPresence', type: interval(10, 'systemPresence') },
      { id: 3, name: 'routingStatus', type: interval(20, 'routingStatus') },
    ],
    first: details(1, at('10:00:00'), 60),
    second: (agent, seconds) => details(agent, at('10:01:00'), seconds),
  },
]

const WAITING = `select agent_id[-1:] as agent, waiting_seconds::integer as waiting
  from mrt_agent_scorecard where channel = 'all' order by 1`

describe.each(CASES)('states of agents that vanish from an Iceberg table ($platform)', (each) => {
  const project = loadProject([bundledProject()], { platforms: [each.platform] })

  async function build({ warehouse }: Workspace): Promise<Record<string, string>> {
    const result = await buildProject(warehouse, await project, { fullRefresh: false, tests: false })
    if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
    return martHashes(warehouse)
  }

  it('count no longer, and what took their place does, as if only that had ever been loaded', async () => {
    const workspace = await Workspace.create()
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'table'), each.columns)
    await table.append(each.first)
    const corrected = await table.append(`${each.second(1, 300)} union all ${each.second(2, 300)}`)
    expect((await workspace.load(table.folder)).totals).toMatchObject({ refused: 0, rejects: 0 })
    await build(workspace)
    expect(await workspace.rows(WAITING)).toEqual([
      { agent: '1', waiting: 360 },
      { agent: '2', waiting: 300 },
    ])
    // The same state again, shorter; and the other agent's is gone.
    await table.replace([corrected], each.second(1, 30))
    await workspace.load(table.folder)
    const marts = await build(workspace)
    expect(await workspace.rows(WAITING)).toEqual([{ agent: '1', waiting: 90 }])
    expect(marts).toEqual(await ofFreshLoad(table))
  })

  async function ofFreshLoad(table: TableWriter): Promise<Record<string, string>> {
    const fresh = await Workspace.create()
    await fresh.load(table.folder)
    return build(fresh)
  }
})
