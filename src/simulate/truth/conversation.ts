import type { Journey } from '../../platforms/journey.js'
import { lastInstant } from '../as-of.js'

/** One conversation's line in the truth. */
export function conversationRow(journey: Journey): Record<string, string | number | null> {
  const last = lastInstant(journey)
  const count = (outcome: string): number => journey.waits.filter((wait) => wait.end?.outcome === outcome).length
  return {
    conversation_id: journey.id,
    channel: journey.channel,
    started_at: new Date(journey.startedAt).toISOString(),
    ended_at: last === Infinity ? null : new Date(last).toISOString(),
    queue_leg_count: journey.waits.length,
    answered_count: count('answered'),
    abandoned_count: count('abandoned'),
    flow_out_count: count('flow_out'),
    other_count: count('given_up'),
    open_count: journey.waits.filter((wait) => wait.end === null).length,
    agent_leg_count: journey.parts.filter((part) => part.role === 'work').length,
  }
}
