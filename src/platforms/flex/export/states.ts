import type { AgentStates, Centre, Routing, StateSpan } from '../../centre.js'
import type { TaskRouterEvent } from './event.js'
import { ACTIVITIES, activitySid } from './lookups.js'
import { sidFrom } from './sids.js'

/** The changes of a worker's activity that the spans tell of. */
export function activityEvents(states: AgentStates, centre: Centre): TaskRouterEvent[] {
  const worker = centre.agents.find(({ id }) => id === states.agentId)
  const events: TaskRouterEvent[] = []
  for (const [index, span] of states.presence.entries()) {
    const name = ACTIVITIES[span.state]
    const before = states.presence[index - 1]
    if (before !== undefined && ACTIVITIES[before.state] === name) continue
    events.push({
      sid: sidFrom('EV', `${states.agentId} ${span.from}`),
      type: 'worker.activity.update',
      at: span.from,
      data: {
        worker_sid: states.agentId,
        worker_name: worker?.email.split('@')[0] ?? '',
        worker_activity_sid: activitySid(name),
        worker_activity_name: name,
      },
    })
  }
  return events
}

/** A worker's states as they can be known: handling is the union of reservations, waiting the rest of Available. */
export function seenStates(
  states: AgentStates,
  worked: readonly { readonly from: number; readonly to: number }[],
  untilMs: number,
): AgentStates {
  const knownFrom = states.presence[0]?.from ?? untilMs
  const edges: { at: number; working: number; available: number; present: number }[] = []
  for (const { from, to } of worked) {
    const [began, ended] = [Math.max(from, knownFrom), Math.min(to, untilMs)]
    if (ended <= began) continue
    edges.push(
      { at: began, working: 1, available: 0, present: 0 },
      { at: ended, working: -1, available: 0, present: 0 },
    )
  }
  for (const { from, to, state } of states.presence) {
    const available = ACTIVITIES[state] === 'Available' ? 1 : 0
    const present = state === 'OFFLINE' ? 0 : 1
    edges.push({ at: from, working: 0, available, present })
    edges.push({ at: to ?? untilMs, working: 0, available: -available, present: -present })
  }
  edges.sort((left, right) => left.at - right.at)
  const presence: StateSpan<'ON_QUEUE'>[] = []
  const routing: StateSpan<Routing>[] = []
  const sum = { working: 0, available: 0, present: 0 }
  for (const [index, edge] of edges.entries()) {
    sum.working += edge.working
    sum.available += edge.available
    sum.present += edge.present
    const span = { from: edge.at, to: edges[index + 1]?.at ?? edge.at }
    if (span.to <= span.from || sum.working + sum.present === 0) continue
    presence.push({ ...span, state: 'ON_QUEUE' })
    routing.push({ ...span, state: sum.working > 0 ? 'INTERACTING' : sum.available > 0 ? 'IDLE' : 'OFF_QUEUE' })
  }
  return { agentId: states.agentId, presence, routing }
}
