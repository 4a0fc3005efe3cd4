import type { AgentStates, Presence, Routing, StateSpan } from '../../platforms/centre.js'
import { addDays, startOfDay } from '../local-day.js'
import type { StateTimes } from './agent-day.js'
import type { LocalDay } from './basis.js'

const NONE: StateTimes = {
  loggedIn: 0,
  handling: 0,
  waiting: 0,
  notResponding: 0,
  otherOnQueue: 0,
  offQueue: 0,
  refusals: 0,
}
const ROUTING: Readonly<Record<Routing, Exclude<keyof StateTimes, 'refusals'>>> = {
  INTERACTING: 'handling',
  IDLE: 'waiting',
  NOT_RESPONDING: 'notResponding',
  COMMUNICATING: 'otherOnQueue',
  OFF_QUEUE: 'offQueue',
}

/**
 * An agent's time by state on each local day, each span cut at the days' edges; a span that still holds counts up to the
 * instant until which the export is complete.
 */
export function stateTimes(
  states: AgentStates,
  localDay: LocalDay,
  zone: string,
  completeUntilMs: number,
): Map<string, StateTimes> {
  const days = new Map<string, StateTimes>()
  const dayEnds = new Map<string, number>()
  const dayEnd = (date: string): number => {
    const end = dayEnds.get(date) ?? startOfDay(addDays(date, 1), zone)
    dayEnds.set(date, end)
    return end
  }
  const spread = <State extends Presence | Routing>(
    spans: readonly StateSpan<State>[],
    count: (of: StateTimes, state: State, ms: number, isFirst: boolean) => void,
  ): void => {
    for (const span of spans) {
      for (const piece of byDay(span.from, span.to ?? completeUntilMs, localDay, dayEnd)) {
        const times = days.get(piece.date) ?? { ...NONE }
        days.set(piece.date, times)
        count(times, span.state, piece.ms, piece.from === span.from)
      }
    }
  }
  spread(states.presence, (times, state, ms) => {
    if (state !== 'OFFLINE') times.loggedIn += ms
  })
  spread(states.routing, (times, state, ms, isFirst) => {
    times[ROUTING[state]] += ms
    if (state === 'NOT_RESPONDING' && isFirst) times.refusals++
  })
  return days
}

function* byDay(
  from: number,
  to: number,
  localDay: LocalDay,
  dayEnd: (date: string) => number,
): Generator<{ date: string; from: number; ms: number }> {
  let at = from
  while (at < to) {
    const date = localDay(at)
    const next = Math.min(to, dayEnd(date))
    yield { date, from: at, ms: next - at }
    at = next
  }
}
