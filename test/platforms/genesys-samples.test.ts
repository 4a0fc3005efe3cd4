import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPaths, type LoadedFile } from '../../src/ingest/index.js'
import { packageRoot } from '../../src/config/index.js'
import { Warehouse } from '../../src/warehouse/index.js'

const SAMPLES = join(packageRoot(), '..', 'shared', 'samples', 'genesys')

const BUS_EVENT = { format: 'object', entities: { eventbridge_events: 1 } }

const LOADED: Readonly<Record<string, { format: string; entities: Record<string, number> }>> = {
  'conv_detail_blueprint_sql_1.json': { format: 'object', entities: { conversations: 1 } },
  'conv_detail_query_splunk_mock.json': { format: 'envelope', entities: { conversations: 1 } },
  'conv_detail_voice_agent_no_answer_then_second_agent.json': { format: 'array', entities: { conversations: 1 } },
  'synthetic_conv_detail_edge_cases_v1.json': { format: 'envelope', entities: { conversations: 12 } },
  'synthetic_conv_detail_edge_cases_v2_later_export.json': { format: 'envelope', entities: { conversations: 3 } },
  'synthetic_conv_detail_short_voice_ndjson.jsonl': { format: 'ndjson', entities: { conversations: 7 } },
  'lookup_queues_splunk_mock.json': { format: 'envelope', entities: { queues: 3 } },
  'lookup_users_splunk_mock.json': { format: 'envelope', entities: { users: 1 } },
  'synthetic_lookup_presencedefinitions.json': { format: 'envelope', entities: { presence_definitions: 3 } },
  'synthetic_lookup_wrapupcodes.json': { format: 'envelope', entities: { wrapup_codes: 2 } },
  'synthetic_evaluations_page.json': { format: 'envelope', entities: { evaluations: 4 } },
  'synthetic_surveys.json': { format: 'array', entities: { surveys: 3 } },
  'user_details_offqueue_spanning_days.json': { format: 'envelope', entities: { user_details: 1 } },
  'user_details_presence_open_interval.json': { format: 'envelope', entities: { user_details: 1 } },
  'event_user_end_transfer_partial.json': { format: 'object', entities: { events: 1 } },
  'eventbridge_aws-event-bridge-conversation-end-event-no-external-contact-id.json': BUS_EVENT,
  'eventbridge_aws-event-bridge-conversation-end-event.json': BUS_EVENT,
  'eventbridge_aws-event-bridge-conversation-start-event.json': BUS_EVENT,
  'eventbridge_aws-event-bridge-non-conversation-event.json': BUS_EVENT,
  'synthetic_eventbridge_firehose_concatenated.json.txt': {
    format: 'concatenated',
    entities: { eventbridge_events: 4 },
  },
  'synthetic_eventbridge_lifecycle.ndjson': { format: 'ndjson', entities: { eventbridge_events: 12 } },
  'query_empty_result.json': { format: 'envelope', entities: {} },
}

const REFUSED: Readonly<Record<string, RegExp>> = {
  'SOURCES.md': /^it is not JSON; it begins '# Genesys Cloud sample payloads/,
  'conv_aggregates_queue_week.json': /^it holds conversation aggregates, which are not loaded/,
  'conv_aggregates_splunk_mock_all.json': /^it holds conversation aggregates, which are not loaded/,
  'user_aggregates_splunk_mock.json': /^it holds user aggregates, which are not loaded/,
  'queue_observations_splunk_mock.json': /^it holds observations of what was going on at one moment/,
  'event_queue_observations_current_counts.json': /^it holds notifications of aggregates and observations/,
  'eventbridge_user_presence_audit.json': /^it holds audit events, which are not loaded/,
  'synthetic_wfm_agent_schedules.json': /^it holds agent schedules/,
  'synthetic_wfm_user_schedules.json': /^it holds work schedules by user/,
  'synthetic_wfm_historical_adherence.json': /^it holds historical adherence/,
  'user_routingstatus_splunk_mock.json': /^it holds the routing status of a user at one moment/,
}

describe.skipIf(!existsSync(SAMPLES))('the Genesys samples', () => {
  let warehouse: Warehouse
  const files = new Map<string, LoadedFile>()

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write' })
    const result = await loadPaths(warehouse, [SAMPLES], { org: '' })
    for (const file of result.files) files.set(file.path.slice(SAMPLES.length + 1), file)
  })

  afterAll(() => {
    warehouse.close()
  })

  it('are all spoken of here', () => {
    expect(readdirSync(SAMPLES).sort()).toEqual([...Object.keys(LOADED), ...Object.keys(REFUSED)].sort())
  })

  it.each(Object.entries(LOADED))('%s is loaded', (name, expected) => {
    expect(files.get(name)).toMatchObject({ status: 'loaded', rejects: 0, ...expected })
    expect(files.get(name)?.entities).toEqual(expected.entities)
  })

  it.each(Object.entries(REFUSED))('%s is refused with a sentence', (name, message) => {
    expect(files.get(name)).toMatchObject({ status: 'refused', entities: {} })
    expect(files.get(name)?.message).toMatch(message)
  })

  it('count the exact copy in the later export as a duplicate', () => {
    expect(files.get('synthetic_conv_detail_edge_cases_v2_later_export.json')?.duplicates).toBe(1)
  })

  it('land with all that lies inside: counts as in the files', async () => {
    const counts = await warehouse.rows(`
      select 'participants' as what, count(*) as n from raw.genesys_participants
      union all select 'sessions', count(*) from raw.genesys_sessions
      union all select 'segments', count(*) from raw.genesys_segments
      union all select 'metrics', count(*) from raw.genesys_metrics
      union all select 'evaluations', count(*) from raw.genesys_conversation_evaluations
      union all select 'surveys', count(*) from raw.genesys_conversation_surveys
      union all select 'presence', count(*) from raw.genesys_user_presence
      union all select 'routing', count(*) from raw.genesys_user_routing_status
      union all select 'payloads', count(*) from raw.payloads`)
    const expected = await warehouse.rows(`
      with docs as (select payload::json as c from raw.payloads join raw.genesys_conversations using (file_id, file_row))
      select 'participants' as what, sum(len(json_extract(c, '$.participants[*]')))::bigint as n from docs
      union all select 'sessions', sum(len(json_extract(c, '$.participants[*].sessions[*]')))::bigint from docs
      union all select 'segments', sum(len(json_extract(c, '$.participants[*].sessions[*].segments[*]')))::bigint from docs
      union all select 'metrics', sum(len(json_extract(c, '$.participants[*].sessions[*].metrics[*]')))::bigint from docs
      union all select 'evaluations', sum(len(json_extract(c, '$.evaluations[*]')))::bigint from docs
      union all select 'surveys', sum(len(json_extract(c, '$.surveys[*]')))::bigint from docs`)
    expect(counts).toEqual([
      ...expected,
      { what: 'presence', n: 5 },
      { what: 'routing', n: 1 },
      { what: 'payloads', n: 64 },
    ])
  })

  it('name the presences by label, and keep the targets of queues by channel', async () => {
    expect(await warehouse.rows('select name, type from raw.genesys_presence_definitions order by 1')).toEqual([
      { name: 'Available', type: 'System' },
      { name: 'Offline', type: 'System' },
      { name: 'Pre-Break', type: 'User' },
    ])
    expect(
      await warehouse.rows(`select distinct "callServiceLevelDurationMs" as call, "emailServiceLevelDurationMs" as email,
        "callServiceLevelPercentage" as share from raw.genesys_queues where name = 'DesktopTestingQueue'`),
    ).toEqual([{ call: '20000', email: '86400000', share: '0.8' }])
  })

  it('bring evaluations with their references and scores', async () => {
    expect(
      await warehouse.rows(`select status, "totalScore" as score, "formName" as form, "calibrationId" is not null as is_calibration
        from raw.genesys_evaluations order by file_row`),
    ).toMatchObject([
      { status: 'FINISHED', score: '85.0', form: 'Standard QA', is_calibration: false },
      { status: 'FINISHED', is_calibration: true },
      { status: 'PENDING', score: null },
      { status: 'RETRACTED' },
    ])
  })
})
