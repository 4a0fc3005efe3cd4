import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectPath, loadPaths, type LoadResult } from '../../src/ingest/index.js'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { build } from '../truth/centre.js'

const samples = new URL('../../../shared/samples/cxone', import.meta.url).pathname

const LOADED = {
  'resultset_agentsSuccess.json': { agents: 2 },
  'resultset_contactCompletedSuccess.json': { contacts: 2 },
  'resultset_contactSuccess.json': { contacts: 1 },
  'resultset_skillDispositionsSuccess.json': { dispositions: 2 },
  'resultset_skillsSuccess.json': { skills: 2 },
  'skills_summary_v21.json': { skill_summaries: 2 },
  'synthetic_agent_state_history.json': { agent_states: 4 },
  'synthetic_completed_contacts_new_shape.json': { contacts: 6 },
  'teams_performance_total_v21.json': { team_performance: 2 },
}

const SCHEMA = 'it holds a JSON schema, which describes records and has none'
const REFUSED = {
  'SOURCES.md': "it is not JSON; it begins '# Sources of samples/cxone'",
  'datahub_suite_refined_schema_columns.json': 'it lists columns of NICE’s data share and holds no record',
  'report524_call_detail_header.csv':
    'its times are wall times of a zone that it does not name: set source_timezone in cxkpi.yml',
  'resultset_pointsOfContactSuccess.json': 'it holds points of contact, which no KPI reads',
  'tapschema_contacts_completed.json': SCHEMA,
  'tapschema_skills_sla_summary.json': SCHEMA,
  'tapschema_skills_summary.json': SCHEMA,
  'tapschema_teams_performance_total.json': SCHEMA,
  'tapschema_wfm_agents.json': SCHEMA,
  'tapschema_wfm_agents_schedule_adherence.json': SCHEMA,
  'tapschema_wfm_agents_scorecards.json': SCHEMA,
  'tapschema_wfm_skills_agent_performance.json': SCHEMA,
  'tapschema_wfm_skills_contacts.json': SCHEMA,
  'tapschema_wfm_skills_dialer_contacts.json': SCHEMA,
}

describe.skipIf(!existsSync(samples))('the sample payloads of CXone', () => {
  let warehouse: Warehouse
  let loaded: LoadResult

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write' })
    loaded = await loadPaths(warehouse, [samples], { org: '' })
    await build(warehouse, 'leg')
  })

  afterAll(() => {
    warehouse.close()
  })

  const files = existsSync(samples) ? readdirSync(samples) : []
  const fileOf = (name: string) => loaded.files.find(({ path }) => path.endsWith(`/${name}`))

  it.each(Object.entries(LOADED))('%s is data: %o', (name, entities) => {
    expect(fileOf(name)).toMatchObject({ status: 'loaded', platform: 'cxone', entities, rejects: 0, unknownFields: [] })
  })

  it.each(Object.entries(LOADED))('%s is inspected as what it loads as: %o', async (name, entities) => {
    const [inspected] = await inspectPath(warehouse, join(samples, name), {})
    expect({ [String(inspected?.entity)]: inspected?.rows }).toEqual(entities)
  })

  it.each(Object.entries(REFUSED))('%s is refused: %s', (name, message) => {
    expect(fileOf(name)).toMatchObject({ status: 'refused', message })
  })

  it('leave no file without an answer', () => {
    expect(Object.keys({ ...LOADED, ...REFUSED }).sort()).toEqual(files.sort())
    expect(loaded.files.map(({ path }) => path.slice(samples.length + 1))).toEqual(files.sort())
  })

  it('take the contact that two exports have for one', () => {
    expect(fileOf('resultset_contactSuccess.json')?.duplicates).toBe(1)
  })

  it('give the figures worked out by hand, by skill', async () => {
    expect(await queueRow(warehouse, '101')).toMatchObject({
      platform: 'cxone',
      queue_name: 'Billing',
      interaction_date: '2024-05-15',
      channel: 'voice',
      offered_count: 3,
      answered_count: 1,
      abandoned_count: 2,
      short_abandoned_count: 1,
      answered_in_target_count: 1,
      service_level_rate: 1 / 3,
      // Flag 0, 1 and -1: the short abandon was not counted.
      platform_service_level_rate: 1 / 2,
      avg_speed_of_answer_seconds: 12.7,
      avg_abandon_wait_seconds: 46.5,
      max_wait_seconds: 90,
      handled_count: 1,
      total_handle_seconds: 282.4,
      total_talk_seconds: 210.3,
      total_hold_seconds: 30.1,
      total_acw_seconds: 42,
      transferred_count: 1,
      transferred_in_offered_count: 0,
    })
    expect(await queueRow(warehouse, '102')).toMatchObject({
      queue_name: 'Retention',
      offered_count: 1,
      answered_count: 1,
      transferred_in_offered_count: 1,
      answered_in_target_count: 0,
      handled_count: 1,
      total_handle_seconds: 240,
      transferred_count: 0,
    })
    expect(await queueRow(warehouse, '201')).toMatchObject({ channel: 'message', total_handle_seconds: 1200 })
    expect(await queueRow(warehouse, '301')).toMatchObject({
      offered_count: 0,
      handled_count: 0,
      outbound_handled_count: 1,
      total_outbound_handle_seconds: 140,
      answer_rate_pct: null,
    })
    expect(await queueRow(warehouse, '99999')).toMatchObject({
      interaction_date: '2016-09-13',
      offered_count: 2,
      handled_count: 2,
      avg_speed_of_answer_seconds: 13,
      avg_handle_seconds: 464,
      avg_acw_seconds: 187,
    })
  })

  it('stand beside what the platform itself reports of the window that was asked for', async () => {
    const rows = await warehouse.rows(
      `select measure, reported_value, computed_value, difference from mrt_cxone__reconciliation
      where subject_id = '10477448' and window_started_at = timestamptz '2021-07-27 00:00:00+00' order by measure`,
    )
    expect(rows).toEqual([
      { measure: 'abandoned_count', reported_value: 0, computed_value: 0, difference: 0 },
      { measure: 'avg_handle_seconds', reported_value: 179, computed_value: 0, difference: -179 },
      { measure: 'avg_speed_of_answer_seconds', reported_value: 1944, computed_value: 0, difference: -1944 },
      { measure: 'handled_count', reported_value: 1036, computed_value: 0, difference: -1036 },
      { measure: 'in_target_count', reported_value: 1033, computed_value: 0, difference: -1033 },
      { measure: 'offered_count', reported_value: 1036, computed_value: 0, difference: -1036 },
      { measure: 'out_of_target_count', reported_value: 2, computed_value: 0, difference: -2 },
    ])
    const differences = await warehouse.rows(
      `select measure, reported_by, subject, difference from mrt_reconciliation
      where queue_id = '10477448' and began_at = timestamptz '2021-07-27 00:00:00+00' and measure like 'off%'`,
    )
    expect(differences).toEqual([
      { measure: 'offered_count', reported_by: 'CXone skill summaries', subject: 'queue', difference: -1036 },
    ])
  })

  it('count a transfer pair as one conversation of two legs', async () => {
    const rows = await warehouse.rows(
      `select conversation_id, queue_leg_count, agent_leg_count, transferred_count, handle_ms
      from fct_conversations where conversation_id = '450000000001'`,
    )
    expect(rows).toEqual([
      {
        conversation_id: '450000000001',
        queue_leg_count: 2,
        agent_leg_count: 2,
        transferred_count: 1,
        handle_ms: 522_400,
      },
    ])
  })

  it('give occupancy from states by name, and no refusals, of which no state tells', async () => {
    const [row] = await warehouse.rows(
      `select * from mrt_agent_scorecard where agent_id = '3001' and channel = 'all' and interaction_date = '2024-05-15'`,
    )
    expect(row).toMatchObject({
      agent_name: 'Alice Doe',
      handled_count: 2,
      answered_count: 2,
      alerted_count: 2,
      not_responding_count: 0,
      not_responding_rate: 0,
      declined_count: null,
      waiting_seconds: 32.6,
      handling_seconds: 282.4,
      off_queue_seconds: 3600,
      logged_in_seconds: 3915,
      occupancy_rate: 282.4 / (282.4 + 32.6),
    })
  })
})

describe('worked example E as CXone exports it', () => {
  it('gives the figures of the definitions, the missed alert from the states of its agent', async () => {
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await loadPaths(warehouse, ['samples/cxone'], { org: '' })
    await build(warehouse, 'leg')
    expect(await queueRow(warehouse, '101')).toMatchObject({
      queue_name: 'Queue A',
      total_interactions: 6,
      offered_count: 7,
      answered_count: 3,
      abandoned_count: 2,
      short_abandoned_count: 1,
      flow_out_count: 1,
      flow_out_voicemail_count: 1,
      open_count: 1,
      transferred_in_offered_count: 1,
      handled_count: 4,
      transferred_count: 2,
      answered_in_target_count: 2,
      service_level_rate: 0.4,
      // Flags of two answers in, of one answer and one abandon out; the short abandon and the voicemail are not counted.
      platform_service_level_rate: 0.5,
      avg_speed_of_answer_seconds: 25,
      max_wait_seconds: 90,
      avg_abandon_wait_seconds: 16.5,
      total_handle_seconds: 320,
      avg_talk_seconds: 67.5,
      avg_hold_seconds: 5,
      avg_acw_seconds: 7.5,
      p50_handle_seconds: 70,
      p90_handle_seconds: 118.5,
      p95_handle_seconds: 126.75,
    })
    const days = await warehouse.rows('select * from mrt_daily_conversations')
    expect(days).toEqual([
      expect.objectContaining({ conversation_count: 7, queued_count: 6, prequeue_abandoned_count: 1 }),
    ])
    const [agent] = await warehouse.rows(
      `select * from mrt_agent_scorecard where agent_id = '3001' and channel = 'all'`,
    )
    expect(agent).toMatchObject({
      agent_name: 'Uma One',
      handled_count: 2,
      total_handle_seconds: 180,
      hold_rate: 0.5,
      transfer_rate: 0.5,
      alerted_count: 3,
      not_responding_count: 1,
      not_responding_rate: 1 / 3,
      declined_count: null,
      handling_seconds: 180,
      waiting_seconds: 340,
      off_queue_seconds: 1800,
    })
    warehouse.close()
  })
})

async function queueRow(warehouse: Warehouse, queueId: string): Promise<Row | undefined> {
  const rows = await warehouse.rows('select * from mrt_daily_queue_kpis where queue_id = $queueId', { queueId })
  return rows[0]
}

describe('an answer of CXone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-cxone-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  async function loadText(name: string, text: string): Promise<LoadResult['files'][number] & { ids: string[] }> {
    const path = join(folder, name)
    writeFileSync(path, text)
    const warehouse = await Warehouse.open(':memory:', { access: 'write' })
    const { files } = await loadPaths(warehouse, [path], { org: '' })
    const rows = await warehouse.rows('select "contactId" as id from raw.cxone_contacts order by file_row')
    warehouse.close()
    return { ...files[0]!, ids: rows.map(({ id }) => String(id)) }
  }

  const contact = (id: string) => `{"contactId":${id},"masterContactId":${id},"contactStart":"2026-03-02T10:00:00Z"}`

  it.each([
    ['empty, as a 204 is saved', ''],
    ['null', 'null\n'],
    ['a page without records', '{"_links":{},"businessUnitId":1,"totalRecords":0,"completedContacts":[]}'],
    ['a wrapped page without records', '{"resultSet":{"completedContacts":[]}}'],
  ])('is valid and holds nothing: %s', async (name, text) => {
    expect(await loadText(`${name}.json`, text)).toMatchObject({ status: 'loaded', entities: {} })
  })

  it('keeps ids beyond 2^53, as numbers and as text', async () => {
    const numbers = `{"completedContacts":[${contact('900719925474010003')},${contact('"900719925474010003"')}]}`
    expect((await loadText('ids.json', numbers)).ids).toEqual(['900719925474010003', '900719925474010003'])
  })

  it.each([
    ['a list', `[${contact('1')},${contact('2')}]`],
    ['lines', `${contact('1')}\n${contact('2')}\n`],
    ['a page', `{"contacts":[${contact('1')},${contact('2')}],"lastPollTime":"2026-03-03T00:00:00Z"}`],
    ['a list of pages', `[{"contacts":[${contact('1')}]},{"contacts":[${contact('2')}]}]`],
    ['a wrapped page', `{"resultSet":{"completedContacts":[${contact('1')},${contact('2')}]}}`],
    ['spellings mixed', `[${contact('1')},${contact('2').replace('contactId', 'ContactId')}]`],
  ])('may come as %s', async (name, text) => {
    expect((await loadText(`${name}.json`, text)).ids).toEqual(['1', '2'])
  })

  it('is a reject without a contact id', async () => {
    const file = await loadText('keyless.json', `[${contact('1')},{"contactStart":"2026-03-02T10:00:00Z"}]`)
    expect(file).toMatchObject({ rejects: 1, ids: ['1'] })
  })

  it('finds records behind a wrapper in a file longer than what is read to see what it is', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => contact(String(index + 1)))
    const file = await loadText('long.json', `{"resultSet":{"completedContacts":[${many.join(',')}]}}`)
    expect(file.ids).toHaveLength(20_000)
  })
})
