import type { Journey, QueueWait } from '../../../journey.js'
import { PROVIDERS } from '../names.js'
import type { ConversationEvent } from './event.js'
import { eventsOfUser, userSessions } from './user-events.js'

/** The events of a journey, in the order in which they happened. Supervisors' sessions tell nothing. */
export function eventsOf(journey: Journey): ConversationEvent[] {
  const common = {
    provider: PROVIDERS[journey.channel],
    direction: journey.direction.toUpperCase(),
    ani: `tel:${journey.customer.address ?? 'anonymous'}`,
  }
  const users = journey.parts
    .filter(({ role }) => role === 'work')
    .flatMap(userSessions)
    .flatMap((session) => eventsOfUser(session, journey.id))
  const events = [
    ...customerEvents(journey),
    ...journey.ivrs.flatMap((visit) => spanEvents('flow', visit, journey, { flowType: 'INBOUNDCALL' })),
    ...journey.waits.flatMap((wait) => waitEvents(wait, journey)),
    ...journey.voicemails.flatMap((recording) =>
      spanEvents('voicemail', recording, journey, { queueId: recording.queueId }),
    ),
    ...users,
  ]
  return events
    .map((event) => ({ ...event, data: { ...common, mediaType: journey.channel.toUpperCase(), ...event.data } }))
    .sort((left, right) => left.at - right.at)
}

function customerEvents({ id, startedAt, customer }: Journey): ConversationEvent[] {
  const { participantId, sessionId, connectedAt, leftAt } = customer
  const event = (type: string, at: number, data: Record<string, unknown>): ConversationEvent => ({
    type,
    at,
    conversationId: id,
    participantId,
    sessionId,
    data,
  })
  const start = event('customer.start', startedAt, {})
  if (leftAt === null) return [start]
  const interactingDurationMs = connectedAt === null ? 0 : leftAt - connectedAt
  const disconnectType = customer.hungUp ? 'ENDPOINT' : 'PEER'
  return [start, event('customer.end', leftAt, { disconnectType, interactingDurationMs })]
}

function waitEvents(wait: QueueWait, journey: Journey): ConversationEvent[] {
  const { participantId, sessionId, queueId, enteredAt, end } = wait
  const event = (type: string, at: number, data: Record<string, unknown>): ConversationEvent => ({
    type,
    at,
    conversationId: journey.id,
    participantId,
    sessionId,
    data: { mediaType: wait.channel.toUpperCase(), queueId, ...data },
  })
  const start = event('acd.start', enteredAt, { routingPriority: 0 })
  if (end === null) return [start]
  const answering = journey.parts.find((part) => part.waitSessionId === sessionId && part.acceptedAt !== null)
  return [
    start,
    event('acd.end', end.at, {
      acdOutcome: outcomeOf(wait, end.outcome),
      disconnectType: end.outcome === 'abandoned' ? 'PEER' : 'TRANSFER',
      ...(answering === undefined ? {} : { answeredUserId: answering.agentId }),
      connectedDurationMs: end.at - enteredAt,
    }),
  ]
}

/** What is told of a consult that is given up is not documented: here one in two counts as abandoned. */
function outcomeOf(wait: QueueWait, outcome: string): string {
  if (outcome === 'answered') return 'ANSWERED'
  if (outcome === 'flow_out') return 'FLOW_OUT'
  const isMarked = wait.cause === 'consult' && wait.sessionId.charCodeAt(0) % 2 === 0
  return outcome === 'abandoned' || isMarked ? 'ABANDON' : 'UNKNOWN'
}

function spanEvents(
  what: string,
  span: { participantId: string; sessionId: string; from: number; to: number | null },
  { id: conversationId }: Journey,
  data: Record<string, unknown>,
): ConversationEvent[] {
  const { participantId, sessionId, from, to } = span
  const event = (type: string, at: number): ConversationEvent => ({
    type: `${what}.${type}`,
    at,
    conversationId,
    participantId,
    sessionId,
    data,
  })
  return to === null ? [event('start', from)] : [event('start', from), event('end', to)]
}
