import { describe, expect, it } from 'vitest'
import { localDays, startOfDay, wallClock } from '../../src/simulate/local-day.js'
import { Truth } from '../../src/simulate/truth/truth.js'
import { journey, part, smallCentre, wait } from './journeys.js'

const NEW_YORK = 'America/New_York'

describe('local days', () => {
  it('is 25 hours long when summer time ends, 23 when it begins', () => {
    expect(startOfDay('2026-11-02', NEW_YORK) - startOfDay('2026-11-01', NEW_YORK)).toBe(25 * 3_600_000)
    expect(startOfDay('2026-03-30', 'Europe/Berlin') - startOfDay('2026-03-29', 'Europe/Berlin')).toBe(23 * 3_600_000)
  })

  it('gives both hours between one and two o’clock to the same day', () => {
    const day = localDays(NEW_YORK)
    expect(day(Date.parse('2026-11-01T05:30:00.000Z'))).toBe('2026-11-01')
    expect(day(Date.parse('2026-11-01T06:30:00.000Z'))).toBe('2026-11-01')
    expect(day(Date.parse('2026-11-01T03:59:59.999Z'))).toBe('2026-10-31')
    expect(day(Date.parse('2026-11-02T04:59:59.999Z'))).toBe('2026-11-01')
    expect(day(Date.parse('2026-11-02T05:00:00.000Z'))).toBe('2026-11-02')
  })

  it('knows zones whose offset is not whole hours', () => {
    expect(localDays('Asia/Kathmandu')(Date.parse('2026-11-01T18:15:00.000Z'))).toBe('2026-11-02')
    expect(localDays('Asia/Kathmandu')(Date.parse('2026-11-01T18:14:59.999Z'))).toBe('2026-11-01')
    expect(wallClock('2026-11-01', 25 * 60, 'Asia/Kolkata')).toBe(Date.parse('2026-11-01T19:30:00.000Z'))
  })
})

describe('a conversation over midnight at the end of summer time', () => {
  const before = Date.parse('2026-11-02T04:59:50.000Z')
  const truth = new Truth('genesys', smallCentre(), NEW_YORK)
  truth.add(
    journey('c', before - 60_000, {
      waits: [wait('w', 'A', before, 30)],
      parts: [part('s', 'U1', 'A', before + 30_000, { talk: 100, acw: 5 }, { waitSessionId: 'w' })],
    }),
    [],
  )
  const row = (basis: 'leg' | 'event' | 'conversation', date: string) =>
    truth.queueDaily()[basis].find(({ interaction_date }) => interaction_date === date)

  it('is one day’s work by leg: the day the customer came to the queue', () => {
    expect(row('leg', '2026-11-01')).toMatchObject({
      offered_count: 1,
      answered_count: 1,
      handled_count: 1,
      total_handle_seconds: 105,
    })
    expect(row('leg', '2026-11-02')).toBeUndefined()
  })

  it('is offered on one day and answered on the next by event', () => {
    expect(row('event', '2026-11-01')).toMatchObject({
      offered_count: 1,
      answered_count: 0,
      handled_count: 0,
      answer_rate_pct: 0,
      service_level_rate: null,
    })
    expect(row('event', '2026-11-02')).toMatchObject({
      offered_count: 0,
      answered_count: 1,
      handled_count: 1,
      answer_rate_pct: null,
      max_wait_seconds: 30,
    })
  })

  it('belongs to the agent’s day of the answer by leg', () => {
    expect(truth.agentDaily().leg.map(({ interaction_date, channel }) => [interaction_date, channel])).toEqual([
      ['2026-11-02', 'all'],
      ['2026-11-02', 'voice'],
    ])
  })
})

describe('state time', () => {
  it('is cut at the days’ edges, and fills the 25 hours of the day on which summer time ends', () => {
    const truth = new Truth('genesys', smallCentre(), NEW_YORK)
    const from = Date.parse('2026-10-31T20:00:00.000Z')
    const until = Date.parse('2026-11-02T06:00:00.000Z')
    truth.addStates(
      {
        agentId: 'U1',
        presence: [{ from, to: null, state: 'ON_QUEUE' }],
        routing: [{ from, to: until - 1, state: 'IDLE' }],
      },
      until,
    )
    const seconds = truth
      .agentDaily()
      .leg.map((row) => [row['interaction_date'], row['logged_in_seconds'], row['waiting_seconds']])
    expect(seconds).toEqual([
      ['2026-10-31', 8 * 3600, 8 * 3600],
      ['2026-11-01', 25 * 3600, 25 * 3600],
      ['2026-11-02', 3600, 3599.999],
    ])
    expect(truth.agentDaily().leg[0]).toMatchObject({ occupancy_rate: 0, utilization_rate: 0, working_rate: 1 })
  })
})
