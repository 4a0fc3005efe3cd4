import type { AgentStates, Centre } from '../../centre.js'
import { iso } from './names.js'

/** One user's two status lines as the user-details export gives them; null when both are empty. */
export function userDetail(states: AgentStates, centre: Centre): string | null {
  if (states.presence.length + states.routing.length === 0) return null
  const primaryPresence = states.presence.map((span) => ({
    ...interval(span),
    systemPresence: span.state,
    organizationPresenceId: centre.presences[span.state],
  }))
  const routingStatus = states.routing.map((span) => ({ ...interval(span), routingStatus: span.state }))
  return JSON.stringify({ userId: states.agentId, primaryPresence, routingStatus })
}

function interval(span: { from: number; to: number | null }): { startTime: string; endTime?: string } {
  return { startTime: iso(span.from), ...(span.to === null ? {} : { endTime: iso(span.to) }) }
}
