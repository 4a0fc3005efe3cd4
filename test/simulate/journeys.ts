import type { Centre } from '../../src/platforms/centre.js'
import type { AgentPart, Journey, QueueWait, WaitEnd } from '../../src/platforms/journey.js'
import { makeCentre } from '../../src/simulate/centre.js'

/** A centre whose first two queues (A and B) have a voice target of 20 s. */
export function smallCentre(): Centre {
  const centre = makeCentre(1, 0)
  return {
    ...centre,
    queues: centre.queues.map((queue, index) => ({
      ...queue,
      id: 'ABCDEFGH'[index] ?? '',
      targetsMs: { ...queue.targetsMs, voice: 20_000 },
    })),
  }
}

export function journey(id: string, startedAt: number, rest: Partial<Journey> = {}): Journey {
  return {
    id,
    channel: 'voice',
    direction: 'inbound',
    isRouted: true,
    startedAt,
    divisionIds: [],
    customer: {
      participantId: `${id}-customer`,
      sessionId: `${id}-customer-session`,
      name: 'Customer 1000',
      address: 'tel:+15550000000',
      connectedAt: startedAt,
      leftAt: null,
      hungUp: true,
      dialerDisposition: null,
    },
    ivrs: [],
    waits: [],
    parts: [],
    voicemails: [],
    conferenceAt: null,
    ...rest,
  }
}

export function wait(
  sessionId: string,
  queueId: string,
  enteredAt: number,
  seconds: number | null,
  end: Partial<WaitEnd> = {},
): QueueWait {
  return {
    participantId: `${sessionId}-participant`,
    sessionId,
    queueId,
    channel: 'voice',
    cause: 'ivr',
    enteredAt,
    end:
      seconds === null
        ? null
        : { at: enteredAt + seconds * 1000, outcome: 'answered', isShort: false, flowOut: null, ...end },
  }
}

/** An agent's part that begins with talk, then hold, then after-call work. */
export function part(
  sessionId: string,
  agentId: string,
  queueId: string | null,
  from: number,
  seconds: { talk: number; hold?: number; acw?: number },
  rest: Partial<AgentPart> = {},
): AgentPart {
  const held = from + seconds.talk * 1000
  const end = held + (seconds.hold ?? 0) * 1000
  return {
    participantId: `${sessionId}-participant`,
    sessionId,
    agentId,
    queueId,
    channel: 'voice',
    direction: 'inbound',
    role: 'work',
    observedParticipantId: null,
    waitSessionId: null,
    alert: null,
    acceptedAt: from,
    contacting: null,
    dialing: null,
    stretches: [
      { kind: 'talk', from, to: held, isConference: false },
      ...(seconds.hold === undefined ? [] : [{ kind: 'hold' as const, from: held, to: end, isConference: false }]),
    ],
    acw: seconds.acw === undefined ? null : { from: end, to: end + seconds.acw * 1000, ms: seconds.acw * 1000 },
    isAcwSkipped: seconds.acw === undefined,
    wrapUpCodeId: null,
    consultedAt: [],
    transfer: null,
    letGo: 'customer',
    calls: [],
    ...rest,
  }
}
