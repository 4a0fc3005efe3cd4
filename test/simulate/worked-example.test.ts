import { describe, expect, it } from 'vitest'
import { Truth } from '../../src/simulate/truth/truth.js'
import { journey, part, smallCentre, wait } from './journeys.js'

const T = Date.parse('2026-10-20T14:00:00.000Z')

/** Worked example E of the definition sheet: queue A, voice, one day, target 20 s. */
function workedExample(): Truth {
  const truth = new Truth('genesys', smallCentre(), 'America/New_York')
  const back = T + 600_000
  truth.add(
    journey('c1', T, {
      waits: [
        wait('L1', 'A', T, 10),
        { ...wait('B1', 'B', T + 130_000, 5), cause: 'transfer' },
        { ...wait('L6', 'A', back, 20), cause: 'transfer' },
      ],
      parts: [
        {
          ...part('s0', 'U1', 'A', T, { talk: 0 }),
          waitSessionId: 'L1',
          acceptedAt: null,
          stretches: [],
          alert: { from: T + 1000, to: T + 6000, result: 'not_responding' },
        },
        part(
          's1',
          'U1',
          'A',
          T + 10_000,
          { talk: 100, hold: 20, acw: 15 },
          { waitSessionId: 'L1', transfer: { at: T + 130_000, kind: 'blind' } },
        ),
        part(
          's2',
          'U9',
          'B',
          T + 135_000,
          { talk: 30 },
          { waitSessionId: 'B1', transfer: { at: back, kind: 'blind' } },
        ),
        part('s3', 'U1', 'A', back + 20_000, { talk: 40, acw: 5 }, { waitSessionId: 'L6' }),
      ],
    }),
    [
      { agentId: 'U1', score: 80 },
      { agentId: 'U1', score: 60 },
    ],
  )
  truth.add(
    journey('c2', T, {
      waits: [wait('L2', 'A', T, 45)],
      parts: [
        part(
          's1',
          'U2',
          'A',
          T + 45_000,
          { talk: 60 },
          { waitSessionId: 'L2', transfer: { at: T + 105_000, kind: 'blind' } },
        ),
        part('s2', 'U3', 'A', T + 110_000, { talk: 70, acw: 10 }),
      ],
    }),
    [],
  )
  truth.add(journey('c3', T, { waits: [wait('L3', 'A', T, 30, { outcome: 'abandoned' })] }), [])
  truth.add(journey('c4', T, { waits: [wait('L4', 'A', T, 3, { outcome: 'abandoned', isShort: true })] }), [])
  truth.add(journey('c5', T, { waits: [wait('L5', 'A', T, 90, { outcome: 'flow_out', flowOut: 'voicemail' })] }), [])
  truth.add(journey('c6', T, { waits: [wait('L7', 'A', T, null)] }), [])
  return truth
}

describe('the worked example E in the truth', () => {
  it.each(['leg', 'event', 'conversation'] as const)('has the sheet’s figures for queue A by %s', (basis) => {
    const row = workedExample()
      .queueDaily()
      [basis].find(({ queue_id }) => queue_id === 'A')
    expect(row).toMatchObject({
      interaction_date: '2026-10-20',
      channel: 'voice',
      total_interactions: 6,
      offered_count: 7,
      answered_count: 3,
      abandoned_count: 2,
      short_abandoned_count: 1,
      flow_out_count: 1,
      flow_out_voicemail_count: 1,
      other_count: 0,
      open_count: 1,
      transferred_in_offered_count: 1,
      handled_count: 4,
      transferred_count: 2,
      transfer_rate: 0.5,
      answer_rate_pct: (100 * 3) / 7,
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
      avg_hold_seconds: 5,
      avg_hold_when_held_seconds: 20,
      avg_acw_seconds: 7.5,
      p50_handle_seconds: 70,
      p90_handle_seconds: 118.5,
      p95_handle_seconds: 126.75,
    })
  })

  it('has the sheet’s figures for agent U1, evaluations only on the row of all channels', () => {
    const rows = workedExample()
      .agentDaily()
      .leg.filter(({ agent_id }) => agent_id === 'U1')
    const figures = {
      alerted_count: 3,
      answered_count: 2,
      not_responding_count: 1,
      not_responding_rate: 1 / 3,
      declined_count: 0,
      handled_count: 2,
      total_handle_seconds: 180,
      avg_handle_seconds: 90,
      total_talk_seconds: 140,
      avg_talk_seconds: 70,
      total_hold_seconds: 20,
      avg_hold_seconds: 10,
      total_acw_seconds: 20,
      avg_acw_seconds: 10,
      held_count: 1,
      hold_rate: 0.5,
      transferred_count: 1,
      transfer_rate: 0.5,
    }
    expect(rows).toHaveLength(2)
    expect(rows.find(({ channel }) => channel === 'voice')).toMatchObject({
      ...figures,
      evaluation_count: null,
      handling_seconds: null,
    })
    expect(rows.find(({ channel }) => channel === 'all')).toMatchObject({
      ...figures,
      evaluation_count: 2,
      evaluation_score_sum: 140,
      avg_evaluation_score: 70,
    })
  })
})
