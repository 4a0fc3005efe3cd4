import { describe, expect, it } from 'vitest'
import { asOf } from '../../src/simulate/as-of.js'
import { Truth } from '../../src/simulate/truth/truth.js'
import { journey, part, smallCentre, wait } from './journeys.js'

const T = Date.parse('2026-10-20T14:00:00.000Z')
const whole = journey('c', T, {
  waits: [wait('w', 'A', T, 10)],
  parts: [
    part(
      's',
      'U1',
      'A',
      T + 10_000,
      { talk: 60, acw: 20 },
      { waitSessionId: 'w', alert: { from: T + 6000, to: T + 10_000, result: 'accepted' } },
    ),
  ],
})
whole.customer.leftAt = T + 70_000

function figures(at: number) {
  const truth = new Truth('genesys', smallCentre(), 'UTC')
  truth.add(asOf(whole, at), [])
  const queue = truth.queueDaily().leg[0]
  const agent = truth.agentDaily().leg.find(({ channel }) => channel === 'all')
  return [
    queue?.['open_count'],
    queue?.['answered_count'],
    queue?.['handled_count'],
    agent?.['alerted_count'],
    agent?.['handled_count'],
  ]
}

describe('a conversation that is not over when the export is taken', () => {
  it('is open while it waits, also while the agent’s telephone rings', () => {
    expect(figures(T + 8_000)).toEqual([1, 0, 0, undefined, undefined])
  })

  it('is answered but not handled while they talk', () => {
    expect(figures(T + 30_000)).toEqual([0, 1, 0, 1, 0])
  })

  it('is not handled before the after-call work is done', () => {
    expect(figures(T + 80_000)).toEqual([0, 1, 0, 1, 0])
    expect(figures(T + 90_000)).toEqual([0, 1, 1, 1, 1])
  })
})
