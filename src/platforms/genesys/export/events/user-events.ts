import type { AgentPart, CallbackCall, Stretch } from '../../../journey.js'
import type { ConversationEvent } from './event.js'

/** What an agent's part, or a call inside it, tells: that it began, ended with its durations, and the work after it. */
export interface UserSession {
  readonly participantId: string
  readonly sessionId: string
  readonly mediaType: string
  readonly direction: string
  readonly part: AgentPart
  readonly startedAt: number
  /** Null while it goes on. */
  readonly endedAt: number | null
  readonly hasAfterCallWork: boolean
  readonly disconnectType: string
  readonly durations: Readonly<Record<string, number>>
}

/** The sessions of a part: its own, and those of the calls that work a callback. */
export function userSessions(part: AgentPart): UserSession[] {
  return [partSession(part), ...part.calls.map((call) => callSession(call, part))]
}

export function eventsOfUser(session: UserSession, conversationId: string): ConversationEvent[] {
  const { part, participantId, sessionId, mediaType, direction } = session
  const queue = part.queueId === null ? {} : { queueId: part.queueId }
  const event = (type: string, at: number, data: Record<string, unknown>): ConversationEvent => ({
    type,
    at,
    conversationId,
    participantId,
    sessionId,
    data: { mediaType, direction, ...queue, ...data },
  })
  const userId = part.agentId
  const events = [event('user.start', session.startedAt, { userId })]
  if (session.endedAt !== null) {
    const { disconnectType, durations } = session
    events.push(event('user.end', session.endedAt, { userId, disconnectType, ...durations }))
  }
  const { acw } = part
  if (acw === null || acw.to === null || !session.hasAfterCallWork) return events
  const work = {
    ...(part.wrapUpCodeId === null ? {} : { wrapupCode: part.wrapUpCodeId }),
    wrapupDurationMs: acw.ms,
  }
  const doneAt = acw.from + acw.ms
  return [...events, event('acw', doneAt, { userId, ...work }), event('wrapup', doneAt, work)]
}

function partSession(part: AgentPart): UserSession {
  const { alert, contacting, dialing, stretches } = part
  const all = [alert, contacting, dialing, ...stretches].filter((stretch) => stretch !== null)
  const isOver = all.every(({ to }) => to !== null) && (part.acceptedAt === null || stretches.length > 0)
  return {
    participantId: part.participantId,
    sessionId: part.sessionId,
    mediaType: part.channel.toUpperCase(),
    direction: part.direction.toUpperCase(),
    part,
    startedAt: Math.min(...all.map(({ from }) => from), part.acceptedAt ?? Infinity),
    endedAt: isOver ? (all.at(-1)?.to ?? null) : null,
    hasAfterCallWork: true,
    disconnectType: disconnectOf(part),
    durations: {
      interactingDurationMs: spent(stretches.filter(({ kind }) => kind === 'talk')),
      heldDurationMs: spent(stretches.filter(({ kind }) => kind === 'hold')),
      alertingDurationMs: spent([alert]),
      contactingDurationMs: spent([contacting]),
      dialingDurationMs: spent([dialing]),
    },
  }
}

/** After-call work belongs to the participant: the last call carries it once more. */
function callSession(call: CallbackCall, part: AgentPart): UserSession {
  const isOver = call.dialing.to !== null && (call.talk === null || call.talk.to !== null)
  return {
    participantId: call.participantId,
    sessionId: call.sessionId,
    mediaType: 'VOICE',
    direction: 'OUTBOUND',
    part,
    startedAt: call.dialing.from,
    endedAt: isOver ? (call.talk?.to ?? call.dialing.to) : null,
    hasAfterCallWork: call === part.calls.at(-1),
    disconnectType: 'PEER',
    durations: { interactingDurationMs: spent([call.talk]), dialingDurationMs: spent([call.dialing]) },
  }
}

function disconnectOf(part: AgentPart): string {
  if (part.transfer !== null) return part.transfer.kind === 'blind' ? 'TRANSFER' : 'CONSULT_TRANSFER'
  return part.letGo === 'customer' ? 'PEER' : 'CLIENT'
}

function spent(stretches: readonly (Stretch | null)[]): number {
  return stretches.reduce((sum, stretch) => sum + (stretch?.to == null ? 0 : stretch.to - stretch.from), 0)
}
