import type { Centre } from '../../centre.js'
import type { AgentPart, Journey } from '../../journey.js'
import { dialMs, emitAlert, emitDial, emitHandOver, emitHandle, emitHarmlessError, emitTalk } from './agent-metrics.js'
import { workSegments } from './agent-segments.js'
import { callSession } from './callback-call.js'
import { PROVIDERS } from './names.js'
import { observingSession } from './observing-session.js'
import type { Participant, Session } from './record.js'
import { Metrics } from './record.js'

/** An agent's participants: a callback's calls are further sessions of the callback's, or participants of their own. */
export function agentParticipants(parts: readonly AgentPart[], journey: Journey, centre: Centre): Participant[] {
  const apart = parts.flatMap((part) =>
    part.calls
      .filter(({ participantId }) => participantId !== part.participantId)
      .map((call) => ({
        participantId: call.participantId,
        purpose: 'agent',
        userId: part.agentId,
        sessions: [callSession(call, part, journey)],
      })),
  )
  return [agentParticipant(parts, journey, centre), ...apart]
}

function agentParticipant(parts: readonly AgentPart[], journey: Journey, centre: Centre): Participant {
  const first = parts[0] as AgentPart
  const sessions = parts.flatMap((part) => [
    part.role === 'work' ? workSession(part, journey, centre) : observingSession(part, journey),
    ...part.calls
      .filter(({ participantId }) => participantId === part.participantId)
      .map((call) => callSession(call, part, journey)),
  ])
  return {
    participantId: first.participantId,
    purpose: first.queueId === null ? 'user' : 'agent',
    userId: first.agentId,
    sessions,
  }
}

function workSession(part: AgentPart, journey: Journey, centre: Centre): Session {
  const metrics = new Metrics()
  emitAlert(metrics, part, journey, centre)
  emitDial(metrics, part)
  const talkedMs = emitTalk(metrics, part)
  emitHarmlessError(metrics, part)
  emitHandOver(metrics, part)
  emitHandle(metrics, part, talkedMs + dialMs(part))
  return {
    direction: part.direction,
    mediaType: part.channel,
    provider: PROVIDERS[part.channel],
    sessionId: part.sessionId,
    peerId: journey.customer.sessionId,
    ...(part.queueId === null ? {} : { usedRouting: 'Standard' }),
    ...(part.isAcwSkipped ? { acwSkipped: true } : {}),
    ...(part.channel === 'message' ? { messageType: 'webmessaging' } : {}),
    segments: workSegments(part),
    metrics: metrics.list(),
  }
}
