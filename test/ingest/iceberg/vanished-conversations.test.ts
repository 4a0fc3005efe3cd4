import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledProject } from '../../../src/config/index.js'
import { buildProject, hasFailed, loadProject } from '../../../src/transform/index.js'
import { martHashes } from '../../faults/store.js'
import { Workspace } from '../workspace.js'
import { TableWriter, type Column } from './table-writer.js'

const LEGS = `select right(conversation_id, 2) as conversation, queue_id as queue, outcome, wait_ms // 1000 as wait
  from fct_queue_legs order by conversation_id, entered_at`

async function build(workspace: Workspace, platform: string): Promise<Record<string, string>> {
  const project = await loadProject([bundledProject()], { platforms: [platform] })
  const result = await buildProject(workspace.warehouse, project, { fullRefresh: false, tests: false })
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
  return martHashes(workspace.warehouse)
}

describe('states of contacts that vanish from an Iceberg table', () => {
  const columns = Object.entries({
    contactId: 'string',
    stateIndex: 'long',
    contactStateId: 'long',
    contactStateName: 'string',
    startDate: 'timestamptz',
    skillId: 'long',
    agentId: 'long',
    duration: 'string',
  }).map(([name, type], index): Column => ({ id: index + 1, name, type }))

  const state = (contact: string, index: number, name: string, time: string, seconds: number, skill = 101, agent = 0) =>
    `select '${contact}' as "contactId", ${index}::bigint as "stateIndex", 1::bigint as "contactStateId",
      '${name}' as "contactStateName", timestamptz '2026-03-02 ${time}+00' as "startDate", ${skill}::bigint as "skillId",
      ${agent}::bigint as "agentId", 'PT${seconds}S' as duration`

  const contact = (id: string) => ({
    contactId: id,
    masterContactId: id,
    contactStartDate: '2026-03-02T10:00:00Z',
    lastUpdateTime: '2026-03-02T10:05:00Z',
    mediaTypeId: 4,
    isOutbound: false,
    skillId: 102,
    agentId: 3001,
    abandoned: false,
    preQueueSeconds: 0,
    inQueueSeconds: 30,
    agentSeconds: 90,
    holdSeconds: 0,
    acwSeconds: 0,
    totalDurationSeconds: 120,
  })

  it('count no longer: a visit to a skill is gone, and a contact without history is one visit again', async () => {
    const workspace = await Workspace.create()
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'states'), columns)
    workspace.write('contacts.json', JSON.stringify({ contacts: [contact('10'), contact('11')] }))
    const later = (id: string) =>
      `${state(id, 2, 'InQueue', '10:00:10', 20, 102)} union all ${state(id, 3, 'Inbound', '10:00:30', 90, 102, 3001)}`
    await table.append(`${later('10')} union all ${state('10', 4, 'EndContact', '10:02:00', 0, 102)}`)
    const first = await table.append(state('10', 1, 'InQueue', '10:00:00', 10))
    const other = await table.append(`${state('11', 1, 'InQueue', '10:00:00', 10)} union all ${later('11')}`)
    expect((await workspace.load()).totals).toMatchObject({ refused: 0, rejects: 0 })
    await build(workspace, 'cxone')
    expect(await workspace.rows(LEGS)).toEqual([
      { conversation: '10', queue: '101', outcome: 'flow_out', wait: 10 },
      { conversation: '10', queue: '102', outcome: 'answered', wait: 20 },
      { conversation: '11', queue: '101', outcome: 'flow_out', wait: 10 },
      { conversation: '11', queue: '102', outcome: 'answered', wait: 20 },
    ])
    await table.replace([first, other])
    await workspace.load()
    const marts = await build(workspace, 'cxone')
    expect(await workspace.rows(LEGS)).toEqual([
      { conversation: '10', queue: '102', outcome: 'answered', wait: 20 },
      { conversation: '11', queue: '102', outcome: 'answered', wait: 30 },
    ])
    const fresh = await Workspace.create()
    await fresh.load(workspace.folder)
    expect(marts).toEqual(await build(fresh, 'cxone'))
  })
})

describe('events of Flex that vanish from an Iceberg table', () => {
  const texts = [
    'task_sid',
    'task_attributes',
    'task_channel_unique_name',
    'task_queue_sid',
    'reservation_sid',
    'worker_sid',
  ]
  const columns: Column[] = [
    ...['sid', 'event_type', 'event_date'].map((name, index): Column => ({ id: index + 1, name, type: 'string' })),
    {
      id: 4,
      name: 'event_data',
      type: {
        type: 'struct',
        fields: texts.map((name, index) => ({ id: index + 10, name, type: 'string', required: false })),
      },
    },
  ]

  const event = (task: string, type: string, time: string, conversation: string | null = null, reservation = '') => {
    const attributes = conversation === null ? {} : { conversations: { conversation_id: conversation } }
    const values = [`WT${task}`, JSON.stringify(attributes), 'voice', 'WQ1', reservation, reservation && 'WK1']
    const data = texts.map((name, index) => `'${name}': nullif('${values[index]}', '')`)
    return `select 'EV${task}${time}' as sid, '${type}' as event_type, '2026-03-02T${time}Z' as event_date,
      {${data.join(', ')}} as event_data`
  }

  const answered = (task: string, conversation: string | null) => [
    event(task, 'task-queue.entered', '10:00:00', conversation),
    event(task, 'reservation.accepted', '10:00:20', conversation, `WR${task}`),
    event(task, 'reservation.completed', '10:02:00', conversation, `WR${task}`),
  ]

  it('count no longer, and neither does what they said of the conversation', async () => {
    const workspace = await Workspace.create()
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'events'), columns)
    await table.append([event('a', 'task-queue.entered', '10:00:00', 'c1'), ...answered('b', 'c2')].join(' union all '))
    const gone = [
      await table.append(event('a', 'task.canceled', '10:00:30', 'c1')),
      await table.append(event('b', 'task.updated', '10:03:00', 'c9')),
      await table.append(answered('d', 'c4').join(' union all ')),
    ]
    expect((await workspace.load()).totals).toMatchObject({ refused: 0, rejects: 0 })
    await build(workspace, 'flex')
    expect(await workspace.rows(LEGS)).toEqual([
      { conversation: 'c1', queue: 'WQ1', outcome: 'abandoned', wait: 30 },
      { conversation: 'c4', queue: 'WQ1', outcome: 'answered', wait: 20 },
      { conversation: 'c9', queue: 'WQ1', outcome: 'answered', wait: 20 },
    ])
    await table.replace(gone)
    await workspace.load()
    const marts = await build(workspace, 'flex')
    expect(await workspace.rows(LEGS)).toEqual([
      { conversation: 'c1', queue: 'WQ1', outcome: 'open', wait: null },
      { conversation: 'c2', queue: 'WQ1', outcome: 'answered', wait: 20 },
    ])
    expect(await workspace.values('select conversation_id from fct_conversations order by 1')).toEqual(['c1', 'c2'])
    const fresh = await Workspace.create()
    await fresh.load(table.folder)
    expect(marts).toEqual(await build(fresh, 'flex'))
  })
})
