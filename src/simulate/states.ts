import type { Agent, AgentStates, Presence, Routing, StateSpan } from '../platforms/centre.js'
import { addDays, localHour, wallClock } from './local-day.js'
import { Random } from './random.js'

const MINUTE_MS = 60_000

/**
 * What an agent's two status lines showed over the whole period, plus a span that began before it and one that still holds.
 *
 * Presence and routing change within a second of each other, never in the same millisecond, as on the platform.
 */
export function statesOf(
  agent: Agent,
  agentIndex: number,
  firstDate: string,
  days: number,
  untilMs: number,
  seed: number,
): AgentStates {
  const presence = new Timeline<Presence>(untilMs)
  const routing = new Timeline<Routing>(untilMs)
  const random = new Random(seed, 0x57a7e, agentIndex)
  const from = wallClock(firstDate, -2 * 24 * 60 + random.whole(0, 600), agent.zone) + random.whole(0, 999)
  presence.enter('OFFLINE', from)
  routing.enter('OFF_QUEUE', from + random.whole(100, 900))
  for (let day = -1; day < days + 1; day++) {
    const date = addDays(firstDate, day)
    const noon = wallClock(date, 720, agent.zone)
    if (localHour(noon, agent.zone).weekday > 5 && agentIndex % 4 !== 0) continue
    if (random.chance(0.05)) continue
    const startMinute = [7 * 60, 8 * 60, 9 * 60, 12 * 60, 18 * 60][agentIndex % 5] as number
    const start = wallClock(date, startMinute, agent.zone) + random.whole(-400_000, 400_000)
    shift(start, random, presence, routing)
  }
  return { agentId: agent.id, presence: presence.spans(), routing: routing.spans() }
}

/** Eight hours: on queue, with a meal, breaks and a meeting between. */
function shift(start: number, random: Random, presence: Timeline<Presence>, routing: Timeline<Routing>): void {
  let at = start
  const off = (state: Presence, minutes: number): void => {
    presence.enter(state, at)
    routing.enter('OFF_QUEUE', at + random.whole(1, 900))
    at += random.whole(Math.ceil(minutes * 0.8), minutes) * MINUTE_MS + random.whole(1_000, 59_000)
  }
  const on = (minutes: number): void => {
    presence.enter('ON_QUEUE', at)
    at = work(at + random.whole(1, 900), at + minutes * MINUTE_MS + random.whole(0, 300_000), random, routing) + 1_000
  }
  off('AVAILABLE', 8)
  on(110)
  off('BREAK', 15)
  on(95)
  off('MEAL', 35)
  on(100)
  if (random.chance(0.5)) off(random.pick(['MEETING', 'TRAINING', 'AWAY']), 25)
  on(105)
  off('AVAILABLE', 5)
  presence.enter('OFFLINE', at)
  if (random.chance(0.5)) routing.enter('OFF_QUEUE', at + random.whole(1, 900))
}

/** On queue: idle, interacting, now and then not responding or on a call of the agent's own. */
function work(from: number, until: number, random: Random, routing: Timeline<Routing>): number {
  let at = from
  while (at < until) {
    routing.enter('IDLE', at)
    at += random.around(70_000, 500)
    const next = random.next()
    if (next < 0.04) {
      routing.enter('NOT_RESPONDING', at)
      at += random.around(40_000, 2_000)
    } else if (next < 0.08) {
      routing.enter('COMMUNICATING', at)
      at += random.around(90_000, 1_000)
    } else {
      routing.enter('INTERACTING', at)
      at += random.around(230_000, 3_000)
    }
  }
  return at
}

/** One status line: each state holds until the next; nothing later than the end of the export is known. */
class Timeline<State> {
  readonly #spans: { from: number; state: State }[] = []

  constructor(readonly untilMs: number) {}

  enter(state: State, at: number): void {
    const last = this.#spans.at(-1)
    if (at > this.untilMs || last?.state === state) return
    this.#spans.push({ from: last === undefined ? at : Math.max(at, last.from + 1), state })
  }

  spans(): StateSpan<State>[] {
    return this.#spans.map((span, index) => ({ ...span, to: this.#spans[index + 1]?.from ?? null }))
  }
}
