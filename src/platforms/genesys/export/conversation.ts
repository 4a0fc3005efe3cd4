import type { Centre } from '../../centre.js'
import type { AgentPart, Journey } from '../../journey.js'
import { agentParticipants } from './agent-session.js'
import { customerParticipant, ivrParticipant, voicemailParticipant } from './customer-sessions.js'
import { iso } from './names.js'
import { queueParticipant } from './queue-session.js'
import type { Participant } from './record.js'

/** The conversation detail record that Genesys would give for a journey. */
export function conversationRecord(journey: Journey, centre: Centre): Record<string, unknown> {
  const participants = participantsOf(journey, centre)
  const end = lastSegmentEnd(participants)
  return {
    conversationId: journey.id,
    conversationStart: iso(journey.startedAt),
    ...(end === null ? {} : { conversationEnd: end }),
    ...(journey.conferenceAt === null ? {} : { conferenceStart: iso(journey.conferenceAt) }),
    divisionIds: journey.divisionIds.length > 0 ? journey.divisionIds : [centre.divisions[0]?.id],
    originatingDirection: journey.direction,
    ...(journey.channel === 'message' ? { conversationInitiator: 'customer', customerParticipation: true } : {}),
    ...(journey.channel === 'voice' && journey.parts.length > 0
      ? { mediaStatsMinConversationMos: 4.4 + (journey.startedAt % 50) / 100 }
      : {}),
    participants,
  }
}

/** Participants in the order in which they came. */
function participantsOf(journey: Journey, centre: Centre): Participant[] {
  const agents = new Map<string, AgentPart[]>()
  for (const part of journey.parts) {
    const same = agents.get(part.participantId)
    if (same === undefined) agents.set(part.participantId, [part])
    else same.push(part)
  }
  const others = [
    ...journey.ivrs.map((visit) => ivrParticipant(visit, journey, centre)),
    ...journey.waits.map((wait) => queueParticipant(wait, journey, centre)),
    ...journey.voicemails.map((recording) => voicemailParticipant(recording, journey)),
    ...[...agents.values()].flatMap((parts) => agentParticipants(parts, journey, centre)),
  ]
  return [customerParticipant(journey, centre), ...others.sort(byFirstStart)]
}

function byFirstStart(left: Participant, right: Participant): number {
  const [one, other] = [left, right].map((participant) => participant.sessions[0]?.segments[0]?.segmentStart ?? '')
  return (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0
}

/** Null while any segment has no end. */
function lastSegmentEnd(participants: readonly Participant[]): string | null {
  let last = ''
  for (const { sessions } of participants) {
    for (const { segments } of sessions) {
      for (const { segmentEnd } of segments) {
        if (segmentEnd === undefined) return null
        if (segmentEnd > last) last = segmentEnd
      }
    }
  }
  return last === '' ? null : last
}
