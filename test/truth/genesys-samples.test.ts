import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { buildProject, loadProject } from '../../src/transform/index.js'
import { Warehouse } from '../../src/warehouse/index.js'
import { load } from './centre.js'

/** Payloads of live organisations and hand-made edge cases that nobody here simulated; each number is worked out by hand. */
const samples = '../shared/samples/genesys'

describe.skipIf(!existsSync(samples))('payloads of others', () => {
  let warehouse: Warehouse

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write' })
    await load(warehouse, [samples])
    await built('leg')
  })

  afterAll(() => {
    warehouse.close()
  })

  const built = async (dateBasis: string) => {
    const project = await loadProject([bundledProject()], { date_basis: dateBasis })
    const { nodes } = await buildProject(warehouse, project)
    expect(nodes.filter(({ status }) => status === 'error' || status === 'fail')).toEqual([])
  }

  const queueDay = async (queue: string, date: string, channel = 'voice') =>
    (
      await warehouse.rows(
        `select * from mrt_daily_queue_kpis
         where queue_id like $queue || '%' and interaction_date = $date::date and channel = $channel`,
        { queue, date, channel },
      )
    )[0]

  const agentDay = async (agent: string, date: string) =>
    (
      await warehouse.rows(
        `select * from mrt_agent_scorecard
         where agent_id like $agent || '%' and interaction_date = $date::date and channel = 'all'`,
        { agent, date },
      )
    )[0]

  it('a live call: one agent misses it, another takes it, and the first one has after-call work all the same', async () => {
    // tAcd 12 411; agent 2: tTalkComplete 374 894 + tAcw 3 000 = tHandle 377 894; agent 1: tAcw = tHandle 57 000, nobody on the line.
    expect(await queueDay('c703cdef', '2024-04-29')).toMatchObject({
      offered_count: 1,
      answered_count: 1,
      avg_speed_of_answer_seconds: 12.411,
      answered_in_target_count: 1,
      handled_count: 1,
      avg_handle_seconds: 377.894,
      avg_talk_seconds: 374.894,
      avg_acw_seconds: 3,
      unconnected_handle_count: 1,
      total_unconnected_handle_seconds: 57,
    })
    expect(await agentDay('864a1767', '2024-04-29')).toMatchObject({
      alerted_count: 1,
      not_responding_count: 1,
      answered_count: 0,
      handled_count: 0,
      avg_handle_seconds: null,
      unconnected_handle_count: 1,
    })
    expect(await agentDay('26b67825', '2024-04-29')).toMatchObject({
      alerted_count: 1,
      answered_count: 1,
      handled_count: 1,
    })
  })

  it('a live chat: held to the end, no after-call work', async () => {
    // tAcd 11 179; tHandle 918 737 = tTalkComplete 374 561 + tHeldComplete 544 176.
    expect(await queueDay('a623d', '2021-04-01', 'chat')).toMatchObject({
      offered_count: 1,
      answered_count: 1,
      avg_speed_of_answer_seconds: 11.179,
      avg_handle_seconds: 918.737,
      avg_talk_seconds: 374.561,
      avg_hold_seconds: 544.176,
      held_count: 1,
      avg_acw_seconds: 0,
    })
  })

  it('edge cases, the later export over the earlier one: queue A of 15 January 2025', async () => {
    // Answered 25 (hold), 10 (blind transfer), 10 (transfer to a person), 25 (over midnight), 25 (late ACW); abandoned 90 and
    // 3.5 short; flowed out 60 (voicemail) and 60 (queue B). Handled 174.985 + 130 + 110 + 180 (transferred to) + 2 x 174.985.
    expect(await queueDay('1bbd03cd', '2025-01-15')).toMatchObject({
      total_interactions: 9,
      offered_count: 9,
      answered_count: 5,
      abandoned_count: 2,
      short_abandoned_count: 1,
      flow_out_count: 2,
      flow_out_voicemail_count: 1,
      flow_out_overflow_count: 1,
      other_count: 0,
      open_count: 0,
      handled_count: 6,
      transferred_count: 2,
      avg_speed_of_answer_seconds: 19,
      avg_abandon_wait_seconds: 46.75,
      max_wait_seconds: 90,
      answered_in_target_count: 5,
      service_level_base_count: 7,
      service_level_rate: 5 / 7,
      total_handle_seconds: 944.955,
      avg_handle_seconds: 157.4925,
      total_hold_seconds: 90,
    })
  })

  it('queue B takes the overflow and the transfer; its e-mail waits a day and stands by itself', async () => {
    expect(await queueDay('15b4f332', '2025-01-15')).toMatchObject({
      offered_count: 2,
      answered_count: 2,
      transferred_in_offered_count: 1,
      answered_in_target_count: 1,
      avg_speed_of_answer_seconds: 15,
      avg_handle_seconds: 147.5,
    })
    expect(await queueDay('15b4f332', '2025-01-15', 'email')).toMatchObject({
      offered_count: 1,
      answered_count: 1,
      avg_speed_of_answer_seconds: 86_399,
      service_level_rate: 0,
    })
  })

  it('a caller who hangs up in the IVR and a dialer that reaches a machine are offered nowhere', async () => {
    const [row] = await warehouse.rows(
      `select count(*) as n from fct_conversations where started_at::date = '2025-01-15' and queue_leg_count = 0`,
    )
    expect(row?.['n']).toBe(2)
  })

  it('calibration copies, pending and retracted evaluations do not count', async () => {
    const rows = await warehouse.rows('select status, is_calibration, is_scored from fct_evaluations order by 1, 2')
    expect(rows).toContainEqual({ status: 'FINISHED', is_calibration: true, is_scored: false })
    expect(rows.filter(({ is_scored }) => is_scored === true).every(({ status }) => status === 'FINISHED')).toBe(true)
    expect(rows.some(({ is_scored }) => is_scored === true)).toBe(true)
  })

  it('by date basis event the call over midnight is answered on the first day and handled on the second', async () => {
    await built('event')
    expect(await queueDay('1bbd03cd', '2025-01-15')).toMatchObject({ answered_count: 5, handled_count: 5 })
    expect(await queueDay('1bbd03cd', '2025-01-16')).toMatchObject({
      offered_count: 0,
      answered_count: 0,
      handled_count: 1,
      avg_handle_seconds: 174.985,
      answer_rate_pct: null,
    })
  })

  it('handle time is the sum of its parts to the millisecond in every session', async () => {
    const [row] = await warehouse.rows(
      `select count(*) as sessions, count(*) filter (where handle <> parts) as unequal from (
         select
           sum(metric_value) filter (where metric_name = 'tHandle') as handle,
           coalesce(sum(metric_value) filter (
             where metric_name in ('tTalkComplete', 'tHeldComplete', 'tAcw', 'tContacting', 'tDialing')), 0) as parts
         from stg_genesys__metrics group by file_id, file_row, participant_index, session_index
       ) where handle is not null`,
    )
    expect(row?.['sessions']).toBeGreaterThan(10)
    expect(row?.['unequal']).toBe(0)
  })

  it('every answered leg joins one agent leg with the same wait', async () => {
    const [row] = await warehouse.rows(
      `select count(*) as answered, count(distinct q.agent_leg_id) as agents,
         count(*) filter (where abs(epoch_ms(q.left_at) - epoch_ms(a.answered_at)) <= 1000) as close
       from fct_queue_legs q join fct_agent_legs a using (agent_leg_id) where q.outcome = 'answered'`,
    )
    expect(row).toEqual({ answered: row?.['agents'], agents: row?.['agents'], close: row?.['agents'] })
    expect(row?.['agents']).toBeGreaterThan(8)
  })

  it('a week of a live organisation keeps the identities that the KPIs rest on', () => {
    const week = JSON.parse(readFileSync(join(samples, 'conv_aggregates_queue_week.json'), 'utf8')) as Aggregates
    const queues = week.results.map(({ data }) => totals(data.flatMap(({ metrics }) => metrics)))
    for (const { count, sum, level } of queues.filter(({ count: n }) => n('nOffered') > 0)) {
      expect(count('nOffered')).toBe(count('tAnswered') + count('tAbandon') + count('tFlowOut'))
      expect(sum('tHandle')).toBe(
        sum('tTalkComplete') + sum('tHeldComplete') + sum('tAcw') + sum('tContacting') + sum('tDialing'),
      )
      expect(level).toMatchObject({
        numerator: count('tAnswered') - count('nOverSla'),
        denominator: count('tAnswered') + count('tAbandon'),
      })
    }
  })
})

interface Stats {
  readonly count?: number
  readonly sum?: number
  readonly numerator?: number
  readonly denominator?: number
}

interface Aggregates {
  readonly results: readonly { data: readonly { metrics: readonly { metric: string; stats: Stats }[] }[] }[]
}

function totals(metrics: readonly { metric: string; stats: Stats }[]) {
  const of = (name: string): Stats => metrics.find(({ metric }) => metric === name)?.stats ?? {}
  return {
    count: (name: string) => of(name).count ?? 0,
    sum: (name: string) => of(name).sum ?? 0,
    level: of('oServiceLevel'),
  }
}
