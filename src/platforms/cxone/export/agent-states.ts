import type { AgentStates, Presence, Routing, StateSpan } from '../../centre.js'
import { iso, isoDuration } from './names.js'

/** After-call work is an unavailable state; here the last so many ms of longer work. */
const ACW_MS = 20_000
const LEAST_WORK_MS = 60_000

const STATES: Readonly<Record<Routing, { readonly name: string; readonly reason: string }>> = {
  OFF_QUEUE: { name: 'Unavailable', reason: 'Break' },
  IDLE: { name: 'Available', reason: '' },
  INTERACTING: { name: 'InboundContact', reason: '' },
  NOT_RESPONDING: { name: 'Unavailable', reason: 'Refused' },
  COMMUNICATING: { name: 'OutboundContact', reason: '' },
}

interface Both {
  readonly from: number
  readonly to: number | null
  readonly presence: Presence
  readonly routing: Routing
}

/** One line of states where another platform has two: what routing says while logged in, and nothing while logged out. */
export function seenStates(states: AgentStates): AgentStates {
  const loggedIn = spansOfBoth(states).filter(({ presence }) => presence !== 'OFFLINE')
  return {
    agentId: states.agentId,
    presence: loggedIn.map(({ from, to, presence }) => ({ from, to, state: presence })),
    routing: loggedIn.map(({ from, to, routing }) => ({
      from,
      to,
      state: routing === 'COMMUNICATING' ? 'INTERACTING' : routing,
    })),
  }
}

/** The records of agents/state-history. */
export function agentStateRecords(states: AgentStates): string[] {
  return spansOfBoth(states).flatMap((span) => {
    const { name, reason } = span.presence === 'OFFLINE' ? { name: 'LoggedOut', reason: '' } : STATES[span.routing]
    const isSplit = name === 'InboundContact' && span.to !== null && span.to - span.from > LEAST_WORK_MS
    if (!isSplit || span.to === null) return [record(states.agentId, span.from, span.to, name, reason)]
    const worked = span.to - ACW_MS
    return [
      record(states.agentId, span.from, worked, name, reason),
      record(states.agentId, worked, span.to, 'Unavailable', 'After Call Work'),
    ]
  })
}

function record(agentId: string, from: number, to: number | null, name: string, reason: string): string {
  return JSON.stringify({
    agentId: Number(agentId),
    startDate: iso(from),
    agentStateName: name,
    outStateDescription: reason,
    duration: to === null ? null : isoDuration(to - from),
  })
}

/** The stretches in which neither line changed. */
function spansOfBoth({ presence, routing }: AgentStates): Both[] {
  const both: Both[] = []
  let first = 0
  for (const one of presence) {
    while (first < routing.length && endOf(routing[first]) <= one.from) first++
    for (let index = first; index < routing.length; index++) {
      const other = routing[index] as StateSpan<Routing>
      if (other.from >= endOf(one)) break
      const to = Math.min(endOf(one), endOf(other))
      const from = Math.max(one.from, other.from)
      both.push({ from, to: to === Infinity ? null : to, presence: one.state, routing: other.state })
    }
  }
  return both
}

function endOf(span: StateSpan<unknown> | undefined): number {
  return span?.to ?? Infinity
}
