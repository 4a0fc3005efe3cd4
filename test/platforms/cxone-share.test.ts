import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
  'AGENT_CONTACT_ID, CONTACT_NO, CONTACT_ID, AGENT_NO, SKILL_NO, START_TIMESTAMP, HANDLE_SECONDS, HOLD_SECONDS, ACW_SECONDS, IS_REFUSED_FLAG, _MODIFIED_TIMESTAMP'
const VIEWS: Readonly<Record<string, string>> = {
  AGENT_CONTACT_FACT: `select * from (values
      ('a', 900719925474010002, 'uuid', 3003, 101, ${at('10:00:05')}, 0.0, 0.0, 0.0, 1, ${at('10:05:00')}),
      ('b', 900719925474010002, 'uuid', 3001, 101, ${at('10:00:12')}, 99.0, 0.0, 0.0, 0, ${at('10:01:00')}),
      ('b', 900719925474010002, 'uuid', 3001, 101, ${at('10:00:12')}, 26.5, 4.0, 1.5, 0, ${at('10:05:00')}),
      ('c', 900719925474010002, 'uuid', 3002, 101, ${at('10:00:37')}, 68.0, 0.0, 3.0, 0, ${at('10:05:00')})
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

describe('views of the data share', () => {
  it.each([
    ['as they are called', (name: string) => name],
    ['in lower case', (name: string) => name.toLowerCase()],
  ])('are agents’ parts, states and lookups beside contacts, their columns %s', async (_, rename) => {
    const workspace = await Workspace.create()
    workspace.write('contacts.json', JSON.stringify({ completedContacts: [CONTACT] }))
    for (const [name, query] of Object.entries(VIEWS)) {
      const described = await workspace.rows(`describe ${query}`)
      const columns = described.map(
        (row) => `"${String(row['column_name'])}" as "${rename(String(row['column_name']))}"`,
      )
      const path = join(workspace.folder, `${name}.parquet`)
      await workspace.warehouse.run(`copy (select ${columns.join(', ')} from (${query})) to '${path}' (format parquet)`)
    }
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
      expect(others).toHaveLength(24)
      for (const name of others)
        expect(answers[name], name).toMatch(/^its columns \(.*\) are of no kind that cxkpi loads$/)
    },
  )
})

const INSTEAD = 'export completed contacts and the history of their states'
const QUARTERS = `it holds quarter hours of NICE’s data share, which are sums of what the rows of contacts tell; ${INSTEAD}`
const VISITS = `it holds visits or states of contacts from NICE’s data share, which are not loaded; ${INSTEAD}`
const ANSWERS = {
  AGENT_CONTACT_FACT: 'agent_contacts',
  AGENT_SESSION_ACTIVITY_FACT: 'agent_states',
  AGENT_DIM: 'agents',
  SLIM_AGENT_SCD_DIM: 'agents',
  SKILL_DIM: 'skills',
  SKILL_SCD_DIM: 'skills',
  TEAM_DIM: 'teams',
  DISPOSITION_DIM: 'dispositions',
  AGENT_CONTACT_INTERVAL_FACT: QUARTERS,
  AGENT_SESSION_INTERVAL_FACT: QUARTERS,
  CONTACT_SKILL_INTERVAL_FACT: QUARTERS,
  CONTACT_ACTIVITY_FACT: VISITS,
  CONTACT_SKILL_FACT: VISITS,
  CONTACT_FACT: `it holds contacts of NICE’s data share, which name neither skill nor agent; ${INSTEAD}`,
  ADHERENCE_DETAIL_FACT:
    'it holds schedule adherence of NICE’s data share, which is not loaded; export schedule adherence of the API',
}
