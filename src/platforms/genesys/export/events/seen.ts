import type { AgentPart, FlowOut, Journey, QueueWait } from '../../../journey.js'

/** As far apart the end of a wait and what follows from it may lie. */
const TOGETHER_MS = 1000

/**
 * What events tell of a journey: nothing of open after-call work, of a flow-out what begins when it ends, and of an alert that
 * ended with its wait not that it had run out.
 */
export function settled(journey: Journey): Journey {
  return {
    ...journey,
    waits: journey.waits.map((wait) =>
      wait.end?.outcome === 'flow_out' ? { ...wait, end: { ...wait.end, flowOut: sequelOf(wait, journey) } } : wait,
    ),
    parts: journey.parts.map((part) => ({
      ...part,
      alert: seenAlert(part, journey.waits),
      acw: part.acw?.to == null ? null : part.acw,
    })),
  }
}

function seenAlert({ alert, acceptedAt, queueId }: AgentPart, waits: readonly QueueWait[]): AgentPart['alert'] {
  const endedAt = alert?.to
  if (alert === null || endedAt == null || acceptedAt !== null) return alert
  const isLeft = waits.some(
    (wait) => wait.queueId === queueId && wait.end !== null && Math.abs(wait.end.at - endedAt) <= TOGETHER_MS,
  )
  return isLeft ? { ...alert, result: 'caller_gone' } : alert
}

function sequelOf(wait: QueueWait, { voicemails, waits, ivrs }: Journey): FlowOut {
  const leftAt = wait.end?.at ?? Infinity
  const isNext = (at: number): boolean => Math.abs(at - leftAt) <= TOGETHER_MS
  if (voicemails.some(({ from }) => isNext(from))) return 'voicemail'
  if (waits.some((next) => next !== wait && next.channel !== 'callback' && isNext(next.enteredAt))) return 'overflow'
  if (waits.some((next) => next !== wait && next.channel === 'callback' && next.enteredAt > leftAt)) return 'callback'
  return ivrs.some(({ from }) => isNext(from)) ? 'ivr' : 'external'
}
