import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Warehouse } from '../../src/warehouse/index.js'
import { build, load } from './centre.js'

/** Worked example E of sql/DEFINITIONS.md, as samples/genesys exports it. */
describe('the sample export of worked example E', () => {
  let warehouse: Warehouse

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(warehouse, ['samples/genesys'])
    await build(warehouse, 'leg')
  })

  afterAll(() => {
    warehouse.close()
  })

  it('gives queue A the numbers of the definitions', async () => {
    const [row] = await warehouse.rows(`select * from mrt_daily_queue_kpis where queue_name = 'Queue A'`)
    expect(row).toMatchObject({
      total_interactions: 6,
      offered_count: 7,
      answered_count: 3,
      abandoned_count: 2,
      short_abandoned_count: 1,
      flow_out_count: 1,
      flow_out_voicemail_count: 1,
      other_count: 0,
      open_count: 1,
      consult_offered_count: 0,
      transferred_in_offered_count: 1,
      handled_count: 4,
      outbound_handled_count: 0,
      unconnected_handle_count: 0,
      transferred_count: 2,
      transfer_rate: 0.5,
      answer_rate_pct: 300 / 7,
      abandon_rate: 2 / 7,
      answered_in_target_count: 2,
      service_level_base_count: 5,
      service_level_rate: 0.4,
      avg_speed_of_answer_seconds: 25,
      max_wait_seconds: 90,
      avg_abandon_wait_seconds: 16.5,
      total_handle_seconds: 320,
      avg_handle_seconds: 80,
      avg_talk_seconds: 67.5,
      total_hold_seconds: 20,
      avg_hold_seconds: 5,
      avg_hold_when_held_seconds: 20,
      avg_acw_seconds: 7.5,
      p50_handle_seconds: 70,
      p90_handle_seconds: 118.5,
      p95_handle_seconds: 126.75,
    })
  })

  it('gives agent U1 the scorecard of the definitions', async () => {
    const rows = await warehouse.rows(
      `select * from mrt_agent_scorecard where agent_name = 'Ada Quist' order by channel`,
    )
    const legs = {
      alerted_count: 3,
      answered_count: 2,
      not_responding_count: 1,
      not_responding_rate: 1 / 3,
      declined_count: 0,
      handled_count: 2,
      total_handle_seconds: 180,
      avg_handle_seconds: 90,
      avg_talk_seconds: 70,
      avg_hold_seconds: 10,
      avg_acw_seconds: 10,
      held_count: 1,
      hold_rate: 0.5,
      transferred_count: 1,
      transfer_rate: 0.5,
    }
    expect(rows.map(({ channel }) => channel)).toEqual(['all', 'voice'])
    expect(rows[1]).toMatchObject({ ...legs, evaluation_count: null, logged_in_seconds: null, occupancy_rate: null })
    // 15:00 to 17:00 on queue: 60 min handling, 50 waiting, 5 in other calls, 5 not responding.
    expect(rows[0]).toMatchObject({
      ...legs,
      evaluation_count: 2,
      evaluation_score_sum: 140,
      avg_evaluation_score: 70,
      logged_in_seconds: 7200,
      handling_seconds: 3600,
      waiting_seconds: 3000,
      other_on_queue_seconds: 300,
      not_responding_seconds: 300,
      occupancy_rate: 60 / 115,
      utilization_rate: 0.5,
      working_rate: 110 / 120,
    })
  })
})

/** The same example as events: what they do not tell is null. */
describe('the events of worked example E', () => {
  let warehouse: Warehouse

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(warehouse, ['samples/genesys-events', 'samples/genesys/queues.json', 'samples/genesys/users.json'])
    await build(warehouse, 'leg')
  })

  afterAll(() => {
    warehouse.close()
  })

  it('give queue A the numbers of the definitions, but no short abandons', async () => {
    const [row] = await warehouse.rows(`select * from mrt_daily_queue_kpis where queue_name = 'Queue A'`)
    expect(row).toMatchObject({
      total_interactions: 6,
      offered_count: 7,
      answered_count: 3,
      abandoned_count: 2,
      short_abandoned_count: null,
      flow_out_count: 1,
      flow_out_voicemail_count: 1,
      other_count: 0,
      open_count: 1,
      consult_offered_count: 0,
      transferred_in_offered_count: 1,
      handled_count: 4,
      transferred_count: 2,
      answered_in_target_count: 2,
      service_level_rate: 0.4,
      avg_speed_of_answer_seconds: 25,
      max_wait_seconds: 90,
      avg_abandon_wait_seconds: 16.5,
      total_handle_seconds: 320,
      avg_handle_seconds: 80,
      avg_talk_seconds: 67.5,
      avg_hold_seconds: 5,
      avg_acw_seconds: 7.5,
      p90_handle_seconds: 118.5,
    })
  })

  it('give agent U1 the alerts, but not what became of the missed one, and no states', async () => {
    const [row] = await warehouse.rows(
      `select * from mrt_agent_scorecard where agent_name = 'Ada Quist' and channel = 'all'`,
    )
    expect(row).toMatchObject({
      alerted_count: 3,
      answered_count: 2,
      not_responding_count: null,
      not_responding_rate: null,
      declined_count: null,
      handled_count: 2,
      total_handle_seconds: 180,
      transferred_count: 1,
      occupancy_rate: null,
    })
  })

  it('are one event each, through whatever transport and however often they came', async () => {
    const [counts] = await warehouse.rows(`
      select count(*) as copies, count(*) filter (transport = 'notification') as notifications,
        (select count(*) from stg_genesys__events) as events
      from raw.genesys_events`)
    expect(counts).toEqual({ copies: 53, notifications: 29, events: 45 })
  })
})
