import type { AgentStates, Centre, StateSpan } from '../../centre.js'
import { iso } from './names.js'

/** One user's two status lines as the user-details export gives them: spans that touch the window, never cut to it; null when none does. */
export function userDetail(states: AgentStates, centre: Centre, from: number, to: number): string | null {
  const touches = (span: StateSpan<unknown>): boolean => span.from < to && (span.to === null || span.to > from)
  const primaryPresence = states.presence.filter(touches).map((span) => ({
    startTime: iso(span.from),
    ...(span.to === null ? {} : { endTime: iso(span.to) }),
    systemPresence: span.state,
    organizationPresenceId: centre.presences[span.state],
  }))
  const routingStatus = states.routing.filter(touches).map((span) => ({
    startTime: iso(span.from),
    ...(span.to === null ? {} : { endTime: iso(span.to) }),
    routingStatus: span.state,
  }))
  if (primaryPresence.length + routingStatus.length === 0) return null
  return JSON.stringify({ userId: states.agentId, primaryPresence, routingStatus })
}
