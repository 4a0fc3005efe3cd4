import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TableWriter } from '../ingest/iceberg/table-writer.js'
import { Workspace } from '../ingest/workspace.js'
import { build } from '../truth/centre.js'

const columnsFile = new URL('../../../shared/samples/cxone/datahub_suite_refined_schema_columns.json', import.meta.url)
  .pathname

/** A contact as the API has it: 90 s of agent time, of which its last agent had 65. */
const CONTACT = {
  contactId: '900719925474010002',
  masterContactId: '900719925474010002',
  contactStartDate: '2026-03-02T10:00:00Z',
  lastUpdateTime: '2026-03-02T10:05:00Z',
  mediaTypeId: 4,
  isOutbound: false,
  skillId: 101,
  agentId: 3002,
  abandoned: false,
  preQueueSeconds: 0,
  inQueueSeconds: 12,
  agentSeconds: 90,
  holdSeconds: 4,
  acwSeconds: 3,
  totalDurationSeconds: 102,
}

const at = (time: string) => `timestamp '2026-03-02 ${time}'`
const PART =
  'AGENT_CONTACT_ID, CONTACT_NO, CONTACT_ID, AGENT_NO, SKILL_NO, START_TIMESTAMP, HANDLE_SECONDS, HOLD_SECONDS, ACW_SECONDS, IS_REFUSED_FLAG, REFUSED_REASON_NAME, _MODIFIED_TIMESTAMP'
const VIEWS: Readonly<Record<string, string>> = {
  AGENT_CONTACT_FACT: `select * from (values
      ('a', 900719925474010002, 'uuid', 3003, 101, ${at('10:00:05')}, 0.0, 0.0, 0.0, 1, 'Rejected', ${at('10:05:00')}),
      ('b', 900719925474010002, 'uuid', 3001, 101, ${at('10:00:12')}, 99.0, 0.0, 0.0, 0, null, ${at('10:01:00')}),
      ('b', 900719925474010002, 'uuid', 3001, 101, ${at('10:00:12')}, 26.5, 4.0, 1.5, 0, null, ${at('10:05:00')}),
      ('c', 900719925474010002, 'uuid', 3002, 101, ${at('10:00:37')}, 68.0, 0.0, 3.0, 0, null, ${at('10:05:00')})
    ) as t (${PART})`,
  SKILL_DIM: `select 101 as SKILL_NO, 'Billing' as SKILL_NAME, 'Active' as SKILL_STATUS, 30 as SLA_SECONDS, 80 as SLA_PERCENT,
      0 as OUTBOUND_SKILL_FLAG, 5 as SHORT_ABANDON_THRESHOLD, ${at('00:00:00')} as VALID_FROM_TIMESTAMP, 1 as CURRENT_FLAG
    union all select 101, 'Bills', 'Active', 10, 80, 0, 5, timestamp '2020-01-01 00:00:00', 0`,
  AGENT_DIM: `select 3001 as AGENT_NO, 'uuid' as USER_ID, 'alice' as AGENT_USERNAME, 'Alice' as AGENT_FIRST_NAME,
      'Doe' as AGENT_LAST_NAME, 'Active' as AGENT_STATUS, 'uuid' as TEAM_ID, 21 as TEAM_NO, 'Team' as TEAM_NAME,
      ${at('00:00:00')} as MODIFIED_TIMESTAMP`,
  AGENT_SESSION_ACTIVITY_FACT: `select 1 as AGENT_SESSION_NO, 1 as AGENT_SESSION_ACTIVITY_SEQUENCE, 3001 as AGENT_NO,
      1 as AGENT_STATE_NO, 'Available' as AGENT_STATE_NAME, null as UNAVAILABLE_STATE_NAME, ${at('09:59:00')} as START_TIMESTAMP,
      72.0 as AGENT_SESSION_ACTIVITY_DURATION_SECONDS
    union all select 1, 2, 3001, 2, 'Unavailable', 'After Call Work', ${at('10:00:12')}, 26.5`,
}

/** Three contacts of one customer and one of another, by skill: who waited where, and what became of it. */
const VISIT =
  'CONTACT_SKILL_KEY, CONTACT_NO, CONTACT_ID, CUSTOMER_CONTACT_ID, SKILL_NO, SKILL_SEQUENCE_NO, CONTACT_START_TIMESTAMP, START_TIMESTAMP, END_TIMESTAMP, CONTACT_SKILL_FIRST_INQUEUE_CATEGORY_TIMESTAMP, PREQUEUE_CATEGORY_SECONDS, INQUEUE_CATEGORY_SECONDS, WITH_AGENT_CATEGORY_SECONDS, HOLD_SECONDS, INBOUND_SECONDS, OUTBOUND_SECONDS, QUEUE_OFFERED_COUNT, IN_SLA_COUNT, OUT_SLA_COUNT, IS_ABANDONED_FLAG, SHORT_ABANDONED_COUNT, _MODIFIED_TIMESTAMP'
const begun = at('10:00:00')
const SHARE_VIEWS: Readonly<Record<string, string>> = {
  CONTACT_SKILL_FACT: `select * from (values
      (1, 501, 'u', 'j1', 101, 1, ${begun}, ${begun}, ${at('10:00:45')}, ${at('10:00:15')}, 15, 30, 0, 0, 0, 0, 1, 0, 0, 0, 0, ${at('10:10:00')}),
      (2, 501, 'u', 'j1', 102, 2, ${begun}, ${at('10:00:45')}, ${at('10:02:00')}, ${at('10:00:45')}, 0, 10, 65, 5, 65, 0, 1, 1, 0, 0, 0, ${at('10:10:00')}),
      (3, 502, 'u', 'j1', 101, 1, ${at('10:02:00')}, ${at('10:02:00')}, ${at('10:03:30')}, ${at('10:02:00')}, 0, 60, 30, 0, 30, 0, 1, 0, 1, 1, 0, ${at('10:10:00')}),
      (4, 503, 'u', 'j2', 101, 1, ${begun}, ${begun}, ${at('10:00:04')}, ${at('10:00:00')}, 0, 4, 0, 0, 0, 0, 1, 0, 0, 1, 1, ${at('10:10:00')}),
      (5, 504, 'u', 'j3', 101, 1, ${begun}, ${begun}, ${at('10:00:20')}, null, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, ${at('10:10:00')}),
      (6, 505, 'u', 'j4', 102, 1, ${begun}, ${begun}, ${at('10:01:00')}, null, 5, 0, 55, 0, 0, 55, 0, 0, 0, 0, 0, ${at('10:10:00')})
    ) as t (${VISIT})`,
  AGENT_CONTACT_FACT: `select *, START_TIMESTAMP + interval 20 second as END_TIMESTAMP from (values
      ('a', 501, 'u', 3003, 102, ${at('10:00:46')}, 0.0, 0.0, 0.0, 1, null, ${at('10:10:00')}),
      ('b', 501, 'u', 3001, 102, ${at('10:00:55')}, 70.0, 5.0, 5.0, 0, null, ${at('10:10:00')}),
      ('c', 502, 'u', 3002, 101, ${at('10:03:00')}, 30.0, 0.0, 0.0, 0, null, ${at('10:10:00')}),
      ('d', 505, 'u', 3001, 102, ${at('10:00:05')}, 55.0, 0.0, 0.0, 0, null, ${at('10:10:00')})
    ) as t (${PART})`,
  SKILL_DIM: `select SKILL_NO, 'Skill ' || SKILL_NO as SKILL_NAME, 'Active' as SKILL_STATUS, 'Voice' as CHANNEL_NAME, 20 as SLA_SECONDS,
      0 as OUTBOUND_SKILL_FLAG, 5 as SHORT_ABANDON_THRESHOLD, ${begun} as VALID_FROM_TIMESTAMP, 1 as CURRENT_FLAG
    from (values (101), (102)) as t (SKILL_NO)`,
}

const ROW = { channel: 'voice', interaction_date: '2026-03-02' }

async function writeViews(
  workspace: Workspace,
  views: Readonly<Record<string, string>>,
  rename: (name: string) => string = (name) => name,
): Promise<void> {
  for (const [name, query] of Object.entries(views)) {
    const described = await workspace.rows(`describe ${query}`)
    const columns = described.map((row) => `"${String(row['column_name'])}" as "${rename(String(row['column_name']))}"`)
    const path = join(workspace.folder, `${name}.parquet`)
    await workspace.warehouse.run(`copy (select ${columns.join(', ')} from (${query})) to '${path}' (format parquet)`)
  }
}

describe('views of the data share', () => {
  it.each([
    ['as they are called', (name: string) => name],
    ['in lower case', (name: string) => name.toLowerCase()],
  ])('are agents’ parts, states and lookups beside contacts, their columns %s', async (_, rename) => {
    const workspace = await Workspace.create()
    workspace.write('contacts.json', JSON.stringify({ completedContacts: [CONTACT] }))
    await writeViews(workspace, VIEWS, rename)
    const { totals } = await workspace.load()
    expect(totals).toMatchObject({
      refused: 0,
      rejects: 0,
      entities: { contacts: 1, agent_contacts: 4, skills: 2, agents: 1, agent_states: 2 },
    })
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows('select * from mrt_daily_queue_kpis')).toEqual([
      expect.objectContaining({
        queue_name: 'Billing',
        offered_count: 1,
        answered_count: 1,
        answered_in_target_count: 1,
        handled_count: 2,
        transferred_count: 1,
        total_handle_seconds: 94.5,
        total_talk_seconds: 86,
        total_hold_seconds: 4,
        total_acw_seconds: 4.5,
      }),
    ])
    expect(
      await workspace.rows(
        `select agent_name, answered_count, handled_count, total_handle_seconds, transferred_count, waiting_seconds, handling_seconds
        from mrt_agent_scorecard where channel = 'all' order by agent_id`,
      ),
    ).toEqual([
      {
        agent_name: 'Alice Doe',
        answered_count: 1,
        handled_count: 1,
        total_handle_seconds: 26.5,
        transferred_count: 1,
        waiting_seconds: 72,
        handling_seconds: 26.5,
      },
      expect.objectContaining({ answered_count: 0, handled_count: 1, total_handle_seconds: 68, transferred_count: 0 }),
      expect.objectContaining({ answered_count: 0, handled_count: 0 }),
    ])
    expect(
      await workspace.rows(
        `select agent_id, alerted_count, not_responding_count, not_responding_rate, declined_count
        from mrt_agent_scorecard where channel = 'voice' order by agent_id`,
      ),
    ).toEqual([
      { agent_id: '3001', alerted_count: 1, not_responding_count: 0, not_responding_rate: 0, declined_count: 0 },
      { agent_id: '3002', alerted_count: 1, not_responding_count: 0, not_responding_rate: 0, declined_count: 0 },
      { agent_id: '3003', alerted_count: 1, not_responding_count: 0, not_responding_rate: 0, declined_count: 1 },
    ])
  })

  it('are contacts, their visits to skills and agents’ parts without any answer of the API', async () => {
    const workspace = await Workspace.create()
    await writeViews(workspace, SHARE_VIEWS)
    const { totals } = await workspace.load()
    expect(totals).toMatchObject({
      refused: 0,
      rejects: 0,
      entities: { contact_visits: 6, agent_contacts: 4, skills: 2 },
    })
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows('select * from mrt_daily_queue_kpis order by queue_id')).toEqual([
      expect.objectContaining({
        ...ROW,
        queue_id: '101',
        offered_count: 3,
        answered_count: 1,
        held_party_abandoned_count: 1,
        abandoned_count: 1,
        short_abandoned_count: 1,
        flow_out_count: 1,
        flow_out_overflow_count: 1,
        transferred_in_offered_count: 1,
        handled_count: 1,
        total_handle_seconds: 30,
        total_answer_wait_seconds: 60,
        answered_in_target_count: 0,
        max_wait_seconds: 60,
      }),
      expect.objectContaining({
        ...ROW,
        queue_id: '102',
        offered_count: 1,
        answered_count: 1,
        held_party_abandoned_count: 0,
        answered_in_target_count: 1,
        platform_service_level_rate: 1,
        total_answer_wait_seconds: 10,
        handled_count: 1,
        transferred_count: 1,
        total_handle_seconds: 70,
        total_talk_seconds: 60,
        outbound_handled_count: 1,
        total_outbound_handle_seconds: 55,
      }),
    ])
    expect(
      await workspace.rows('select conversation_id, queue_leg_count from fct_conversations order by conversation_id'),
    ).toEqual([
      { conversation_id: 'j1', queue_leg_count: 3 },
      { conversation_id: 'j2', queue_leg_count: 1 },
      { conversation_id: 'j3', queue_leg_count: 0 },
      { conversation_id: 'j4', queue_leg_count: 0 },
    ])
  })

  it('may be Iceberg tables, where a later snapshot has another version of a contact, or none', async () => {
    const workspace = await Workspace.create()
    const names = ['CONTACT_KEY', 'CONTACT_NO', 'CUSTOMER_CONTACT_ID', 'IS_ABANDONED_FLAG', 'PREQUEUE_CATEGORY_SECONDS']
    const seconds = ['INQUEUE_CATEGORY_SECONDS', 'WITH_AGENT_CATEGORY_SECONDS']
    const instants = ['START_TIMESTAMP', 'END_TIMESTAMP', '_MODIFIED_TIMESTAMP']
    const columns = [...names, ...seconds, ...instants].map((name, index) => ({
      id: index + 1,
      name,
      type: name === 'CUSTOMER_CONTACT_ID' ? 'string' : instants.includes(name) ? 'timestamp' : 'int',
    }))
    const table = new TableWriter(workspace.warehouse, join(workspace.folder, 'contact_fact'), columns)
    const contact = (number: number, abandoned: number, modified: string) =>
      `select ${number}::integer as CONTACT_KEY, ${number}::integer as CONTACT_NO, 'j${number}' as CUSTOMER_CONTACT_ID,
        ${abandoned}::integer as IS_ABANDONED_FLAG, 9::integer as PREQUEUE_CATEGORY_SECONDS, 0::integer as INQUEUE_CATEGORY_SECONDS,
        0::integer as WITH_AGENT_CATEGORY_SECONDS, ${begun} as START_TIMESTAMP, ${at('10:00:09')} as END_TIMESTAMP,
        ${at(modified)} as _MODIFIED_TIMESTAMP`
    const days = 'select conversation_count, queued_count, prequeue_abandoned_count from mrt_daily_conversations'
    const first = await table.append(`${contact(1, 1, '10:01:00')} union all ${contact(2, 1, '10:01:00')}`)
    expect((await workspace.load(table.folder)).files[0]).toMatchObject({
      entities: { contact_visits: 2 },
      unknownFields: [],
    })
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(days)).toEqual([
      { conversation_count: 2, queued_count: 0, prequeue_abandoned_count: 2 },
    ])
    await table.append(contact(2, 0, '10:05:00'))
    await workspace.load(table.folder)
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(days)).toEqual([
      { conversation_count: 2, queued_count: 0, prequeue_abandoned_count: 1 },
    ])
    // A contact of which nothing is left is none.
    await table.deletePositions([[first, 0]])
    await workspace.load(table.folder)
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(days)).toEqual([
      { conversation_count: 1, queued_count: 0, prequeue_abandoned_count: 0 },
    ])
  })

  it('tell the skills that a contact of the API visited, which names only the last', async () => {
    const workspace = await Workspace.create()
    const contact = {
      ...CONTACT,
      contactId: 501,
      masterContactId: 501,
      skillId: 102,
      agentId: 3001,
      preQueueSeconds: 15,
      inQueueSeconds: 40,
    }
    workspace.write('contacts.json', JSON.stringify({ completedContacts: [contact] }))
    const offered = 'select queue_id, outcome, wait_ms::integer as wait_ms from fct_queue_legs order by queue_id'
    await workspace.load()
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(offered)).toEqual([{ queue_id: '102', outcome: 'answered', wait_ms: 40_000 }])
    const { CONTACT_SKILL_FACT } = SHARE_VIEWS
    await writeViews(workspace, { CONTACT_SKILL_FACT: `select * from (${CONTACT_SKILL_FACT}) where CONTACT_NO = 501` })
    await workspace.load()
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(offered)).toEqual([
      { queue_id: '101', outcome: 'flow_out', wait_ms: 30_000 },
      { queue_id: '102', outcome: 'answered', wait_ms: 10_000 },
    ])
  })

  it('tell the states of contacts by numbers, which count once the share’s own names of them are loaded', async () => {
    const workspace = await Workspace.create()
    const contact = {
      ...CONTACT,
      contactId: 601,
      masterContactId: 601,
      skillId: 102,
      agentId: 3002,
      inQueueSeconds: 40,
    }
    workspace.write('contacts.json', JSON.stringify({ completedContacts: [contact] }))
    await writeViews(workspace, {
      CONTACT_ACTIVITY_FACT: `select number as CONTACT_ACTIVITY_KEY, 601 as CONTACT_NO, 'u' as CONTACT_ID, number as CONTACT_ACTIVITY_SEQUENCE,
          state as CONTACT_STATE_NO, agent as AGENT_NO, skill as SKILL_NO, START_TIMESTAMP, seconds as CONTACT_ACTIVITY_DURATION_SECONDS,
          ${at('10:05:00')} as _MODIFIED_TIMESTAMP
        from (values
          (1, 21, 0, 101, ${at('10:00:00')}, 30.0), (2, 22, 3001, 101, ${at('10:00:30')}, 25.0),
          (3, 21, 0, 102, ${at('10:00:55')}, 10.0), (4, 22, 3002, 102, ${at('10:01:05')}, 65.0), (5, 23, 0, 102, ${at('10:02:10')}, 0.0)
        ) as t (number, state, agent, skill, START_TIMESTAMP, seconds)`,
    })
    expect((await workspace.load()).totals).toMatchObject({
      refused: 0,
      entities: { contacts: 1, contact_activities: 5 },
    })
    await build(workspace.warehouse, 'leg')
    const offered = 'select queue_id, outcome, wait_ms::integer as wait_ms from fct_queue_legs order by queue_id'
    expect(await workspace.rows(offered)).toEqual([{ queue_id: '102', outcome: 'answered', wait_ms: 40_000 }])
    await writeViews(workspace, {
      CONTACT_STATE_DIM: `select state as CONTACT_STATE_KEY, state as CONTACT_STATE_NO, name as CONTACT_STATE_NAME,
          ${at('00:00:00')} as _MODIFIED_TIMESTAMP
        from (values (21, 'In Queue'), (22, 'Inbound'), (23, 'EndContact')) as t (state, name)`,
    })
    expect((await workspace.load()).totals.entities).toEqual({ contact_state_names: 3 })
    await build(workspace.warehouse, 'leg')
    expect(await workspace.rows(offered)).toEqual([
      { queue_id: '101', outcome: 'answered', wait_ms: 30_000 },
      { queue_id: '102', outcome: 'answered', wait_ms: 10_000 },
    ])
    expect(
      await workspace.rows(
        `select agent_id, handled_count, total_handle_seconds, transferred_count from mrt_agent_scorecard
        where channel = 'voice' order by agent_id`,
      ),
    ).toEqual([
      { agent_id: '3001', handled_count: 1, total_handle_seconds: 25, transferred_count: 1 },
      { agent_id: '3002', handled_count: 1, total_handle_seconds: 68, transferred_count: 0 },
    ])
  })

  it.skipIf(!existsSync(columnsFile))(
    'of NICE’s own warehouse are loaded or refused, each with an answer',
    async () => {
      const views = JSON.parse(readFileSync(columnsFile, 'utf8')) as Record<string, string[]>
      const workspace = await Workspace.create()
      const answers: Record<string, unknown> = {}
      for (const [view, columns] of Object.entries(views)) {
        if (columns.length === 0) continue
        const path = join(workspace.folder, `${view}.parquet`)
        const values = columns.map((column) => `'${view}' as "${column}"`)
        await workspace.warehouse.run(`copy (select ${values.join(', ')}) to '${path}' (format parquet)`)
        const [file] = (await workspace.load(path)).files
        const name = view.split('.')[2]!.replace(/_VIEW_V\d+$/, '')
        answers[name] = file?.status === 'loaded' ? Object.keys(file.entities).join() : file?.message
        expect(file?.unknownFields, name).toEqual([])
      }
      const others = Object.keys(answers).filter((name) => !(name in ANSWERS))
      expect(answers).toMatchObject(ANSWERS)
      expect(others).toHaveLength(20)
      for (const name of others)
        expect(answers[name], name).toBe('it holds a view of NICE’s data share that no KPI reads')
    },
  )
})

const QUARTERS =
  'it holds quarter hours of NICE’s data share, which are sums of what the rows of contacts tell; load CONTACT_SKILL_FACT and AGENT_CONTACT_FACT'
const ANSWERS = {
  AGENT_CONTACT_FACT: 'agent_contacts',
  AGENT_SESSION_ACTIVITY_FACT: 'agent_states',
  CONTACT_SKILL_FACT: 'contact_visits',
  CONTACT_FACT: 'contact_visits',
  AGENT_DIM: 'agents',
  SLIM_AGENT_SCD_DIM: 'agents',
  SKILL_DIM: 'skills',
  SKILL_SCD_DIM: 'skills',
  TEAM_DIM: 'teams',
  DISPOSITION_DIM: 'dispositions',
  AGENT_CONTACT_INTERVAL_FACT: QUARTERS,
  AGENT_SESSION_INTERVAL_FACT: QUARTERS,
  CONTACT_SKILL_INTERVAL_FACT: QUARTERS,
  CONTACT_ACTIVITY_FACT: 'contact_activities',
  CONTACT_STATE_DIM: 'contact_state_names',
  CONTACT_DISPOSITION_FACT: 'it holds dispositions of contacts from NICE’s data share, which no KPI reads',
  CUSTOMER_CONTACT_FACT:
    'it holds journeys of customers from NICE’s data share, which are sums of their contacts; load CONTACT_SKILL_FACT',
  AGENT_SESSION_FACT:
    'it holds sums of agents’ sessions from NICE’s data share; load their states, AGENT_SESSION_ACTIVITY_FACT',
  ADHERENCE_DETAIL_FACT:
    'it holds schedule adherence of NICE’s data share, which is not loaded; export schedule adherence of the API',
}
