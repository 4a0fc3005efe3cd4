import type { Centre } from '../../platforms/centre.js'
import type { Exporter } from '../../platforms/exporter.js'
import type { AgentPart, Channel, Journey, QueueWait } from '../../platforms/journey.js'
import { firstInstant } from '../as-of.js'

/** One queue leg as it truly was (definition sheet D2 to D7). */
export interface QueueLeg {
  readonly queueId: string
  readonly channel: Channel
  readonly enteredAt: number
  readonly outcome: 'answered' | 'abandoned' | 'flow_out' | 'other' | 'open'
  /** When the outcome came about; null while open. */
  readonly outcomeAt: number | null
  readonly waitMs: number
  readonly isShort: boolean
  readonly isConsult: boolean
  readonly isTransferredIn: boolean
  readonly isInTarget: boolean
  /** In the platform's own service level; null where it leaves the leg out. */
  readonly isInPlatformTarget: boolean | null
  readonly flowOut: 'voicemail' | 'callback' | 'overflow' | 'elsewhere' | null
}

/** One agent leg as it truly was (definition sheet D8 to D10). */
export interface AgentLeg {
  readonly agentId: string
  readonly queueId: string | null
  readonly channel: Channel
  readonly startedAt: number
  /** The entry of the queue leg it answered. */
  readonly queueEnteredAt: number | null
  /** Null while it has not ended, after-call work included. */
  readonly kind: 'handled' | 'outbound' | 'unconnected' | 'non_queue' | null
  readonly alert: 'accepted' | 'not_responding' | 'declined' | null
  readonly alertAt: number | null
  readonly isAnsweredFromQueue: boolean
  readonly handleMs: number
  readonly handledAt: number
  readonly talkMs: number
  /** When talk and hold were complete. */
  readonly talkedAt: number
  readonly holdMs: number
  /** False where talk contains holds. */
  readonly isHoldKnown: boolean
  readonly acwMs: number
  readonly acwAt: number
  readonly transferredAt: number | null
}

export interface Legs {
  readonly conversationId: string
  readonly startedAt: number
  readonly queueLegs: readonly QueueLeg[]
  readonly agentLegs: readonly AgentLeg[]
}

/** What a platform does not know, or counts in its own way. */
export type Traits = Pick<Exporter, 'knowsHold' | 'platformTarget'>

/** The legs of a conversation, read from what happened, never from an export. */
export function legsOf(journey: Journey, centre: Centre, traits: Traits = {}): Legs {
  return {
    conversationId: journey.id,
    startedAt: journey.startedAt,
    queueLegs: journey.waits.map((wait) => queueLeg(wait, journey, centre, traits)),
    agentLegs: journey.parts
      .filter((part) => part.role === 'work')
      .map((part) => agentLeg(part, journey, traits.knowsHold ?? true)),
  }
}

const OUTCOMES = { answered: 'answered', abandoned: 'abandoned', flow_out: 'flow_out', given_up: 'other' } as const
const FLOW_OUTS = {
  voicemail: 'voicemail',
  callback: 'callback',
  overflow: 'overflow',
  ivr: 'elsewhere',
  external: 'elsewhere',
} as const

function queueLeg(wait: QueueWait, journey: Journey, centre: Centre, traits: Traits): QueueLeg {
  const { end } = wait
  const waitMs = end === null ? 0 : end.at - wait.enteredAt
  const targetMs = centre.queues.find((queue) => queue.id === wait.queueId)?.targetsMs[wait.channel] ?? 0
  const answering = journey.parts.find((part) => part.waitSessionId === wait.sessionId && part.acceptedAt !== null)
  const outcome = end === null ? 'open' : OUTCOMES[end.outcome]
  const isInTarget = outcome === 'answered' && waitMs <= targetMs
  return {
    queueId: wait.queueId,
    channel: wait.channel,
    enteredAt: wait.enteredAt,
    outcome,
    outcomeAt: end === null ? null : end.outcome === 'answered' ? (answering?.acceptedAt ?? end.at) : end.at,
    waitMs,
    isShort: end?.isShort ?? false,
    isConsult: wait.cause === 'consult',
    isTransferredIn: wait.cause === 'transfer',
    isInTarget,
    isInPlatformTarget: wait.isCountedByPlatform === false ? null : inPlatformTarget(wait, outcome, isInTarget, traits),
    flowOut: end?.flowOut == null ? null : FLOW_OUTS[end.flowOut],
  }
}

function inPlatformTarget(
  { end, enteredAt }: QueueWait,
  outcome: QueueLeg['outcome'],
  isInTarget: boolean,
  { platformTarget }: Traits,
): boolean | null {
  if (end === null) return null
  const { isShort } = end
  if (platformTarget !== undefined) return platformTarget({ outcome, waitMs: end.at - enteredAt, isShort, isInTarget })
  return outcome === 'answered' || outcome === 'abandoned' ? isInTarget : null
}

function agentLeg(part: AgentPart, journey: Journey, knowsHold: boolean): AgentLeg {
  const wait = journey.waits.find(({ sessionId }) => sessionId === part.waitSessionId)
  const isAnsweredFromQueue = wait !== undefined && part.acceptedAt !== null
  const isHoldKnown = knowsHold && part.isHoldKnown !== false
  const heldMs = spent(part, 'hold')
  const holdMs = isHoldKnown ? heldMs : 0
  const talkMs = spent(part, 'talk') + heldMs - holdMs
  const dialMs = lengthOf(part.contacting) + lengthOf(part.dialing)
  const acwMs = part.acw === null || part.acw.to === null ? 0 : part.acw.ms
  const talkedAt = part.stretches.at(-1)?.to ?? part.dialing?.to ?? part.alert?.to ?? part.acceptedAt ?? 0
  const acwAt = part.acw === null ? talkedAt : part.acw.from + part.acw.ms
  return {
    agentId: part.agentId,
    queueId: part.queueId,
    channel: part.channel,
    startedAt: startOf(part),
    queueEnteredAt: isAnsweredFromQueue ? wait.enteredAt : null,
    kind: hasEnded(part) ? kindOf(part, isAnsweredFromQueue, talkMs + holdMs + dialMs + acwMs) : null,
    ...alertOf(part),
    isAnsweredFromQueue,
    handleMs: talkMs + holdMs + dialMs + acwMs,
    handledAt: acwAt,
    talkMs,
    // Without emissions of its own, each component is complete when the leg is.
    talkedAt: knowsHold ? talkedAt : acwAt,
    holdMs,
    isHoldKnown,
    acwMs,
    acwAt,
    transferredAt: part.transfer?.at ?? null,
  }
}

function startOf(part: AgentPart): number {
  return part.acceptedAt ?? part.stretches[0]?.from ?? part.contacting?.from ?? part.dialing?.from ?? firstInstant(part)
}

/** Ended includes after-call work. */
function hasEnded(part: AgentPart): boolean {
  const isRunning = [part.alert, part.dialing, part.contacting, part.acw, ...part.stretches].some(
    (stretch) => stretch?.to === null,
  )
  const isConnected = part.stretches.length > 0
  const isOver = isConnected || part.dialing !== null || part.acw !== null
  return isOver && !isRunning
}

function kindOf(part: AgentPart, isAnsweredFromQueue: boolean, handleMs: number): AgentLeg['kind'] {
  if (handleMs === 0) return null
  if (part.stretches.length === 0) return 'unconnected'
  if (!isAnsweredFromQueue && (part.dialing !== null || part.contacting !== null)) return 'outbound'
  return part.queueId === null ? 'non_queue' : 'handled'
}

/** What the agent made of the alert; an alert taken back, or still ringing, is nobody's. */
function alertOf(part: AgentPart): Pick<AgentLeg, 'alert' | 'alertAt'> {
  if (part.acceptedAt !== null) return { alert: 'accepted', alertAt: part.alert?.to ?? part.acceptedAt }
  const result = part.alert?.result ?? null
  if (result === 'not_responding' || result === 'declined') return { alert: result, alertAt: part.alert?.to ?? null }
  return { alert: null, alertAt: null }
}

function spent(part: AgentPart, kind: 'talk' | 'hold'): number {
  return part.stretches.reduce((sum, stretch) => sum + (stretch.kind === kind ? lengthOf(stretch) : 0), 0)
}

function lengthOf(stretch: { from: number; to: number | null } | null): number {
  return stretch?.to == null ? 0 : stretch.to - stretch.from
}
