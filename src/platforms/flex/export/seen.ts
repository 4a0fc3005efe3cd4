import type { AgentPart, Journey, QueueWait } from '../../journey.js'

/** An abandoned wait of so long or less is short, as the project's default says. */
const SHORT_ABANDON_MS = 5_000
/** The workspace completes after-call work on its own after so long, but for calls. */
const LONGEST_DIGITAL_ACW_MS = 60_000
/** A task is made a moment before it enters its first queue. */
export const TASK_LEAD_MS = 40

/**
 * What of a journey TaskRouter knows: no hold, no supervision, one clock, after-call work only after talk, customers who left their
 * message, nothing of calls that pass no task. Null where it knows nothing.
 */
export function seen(journey: Journey): Journey | null {
  if (!journey.isRouted) return null
  const work = journey.parts.filter(({ role }) => role === 'work')
  if (journey.waits.length + work.length === 0) return null
  const parts: AgentPart[] = []
  for (const part of work) parts.push(seenPart(part, parts))
  const waits = journey.waits.map((wait) => seenWait(wait, parts))
  const merged = mergeReEntries(waits, parts)
  return {
    ...journey,
    ...merged,
    startedAt: startOf(merged.waits, merged.parts),
    conferenceAt: null,
    voicemails: [],
    ivrs: [],
  }
}

function startOf(waits: readonly QueueWait[], parts: readonly AgentPart[]): number {
  const dialed = parts.map((part) => part.contacting?.from ?? part.dialing?.from ?? Infinity)
  return Math.min(...waits.map(({ enteredAt }) => enteredAt - TASK_LEAD_MS), ...dialed)
}

function seenPart(part: AgentPart, earlier: readonly AgentPart[]): AgentPart {
  const { acw } = part
  const last = part.stretches.at(-1)?.to
  const to = acw?.to == null ? null : endOfAcw(part, acw.to)
  return {
    ...part,
    // A reservation always carries a queue: that of its task.
    queueId: part.queueId ?? giverOf(part, earlier)?.queueId ?? null,
    stretches: part.stretches.map((stretch) => ({ ...stretch, kind: 'talk', isConference: false })),
    acw: acw === null || last == null || to === null ? null : { from: acw.from, to, ms: to - acw.from },
    calls: [],
  }
}

function endOfAcw(part: AgentPart, to: number): number {
  return part.channel === 'voice' || part.channel === 'callback'
    ? to
    : Math.min(to, (part.acw?.from ?? to) + LONGEST_DIGITAL_ACW_MS)
}

/** The agent who had the customer when a colleague was reached directly. */
export function giverOf(part: AgentPart, earlier: readonly AgentPart[]): AgentPart | undefined {
  return part.waitSessionId === null && part.dialing === null
    ? earlier.findLast(({ stretches }) => stretches.length > 0)
    : undefined
}

function seenWait(wait: QueueWait, parts: readonly AgentPart[]): QueueWait {
  const giver = wait.channel === 'voice' && wait.cause === 'transfer' ? transferrerTo(wait, parts) : undefined
  const enteredAt = giver?.transfer?.at ?? wait.enteredAt
  if (wait.end === null) return { ...wait, enteredAt }
  const answer = parts.find((part) => part.waitSessionId === wait.sessionId && part.acceptedAt !== null)
  const at = wait.end.outcome === 'answered' ? (answer?.acceptedAt ?? wait.end.at) : wait.end.at
  const outcome = wait.channel === 'message' && wait.end.outcome === 'given_up' ? 'abandoned' : wait.end.outcome
  return { ...wait, enteredAt, end: { ...wait.end, at, outcome, isShort: isShort(outcome, at - enteredAt) } }
}

export function isShort(outcome: string, waitMs: number): boolean {
  return outcome === 'abandoned' && waitMs <= SHORT_ABANDON_MS
}

/** The agent whose blind transfer made the wait. */
export function transferrerTo(wait: QueueWait, parts: readonly AgentPart[]): AgentPart | undefined {
  return parts.find(
    ({ transfer }) =>
      transfer?.kind === 'blind' && wait.enteredAt - transfer.at >= 0 && wait.enteredAt - transfer.at <= 400,
  )
}

/** Leaving a queue for the same queue within a second is no leaving. */
function mergeReEntries(
  waits: readonly QueueWait[],
  parts: readonly AgentPart[],
): { waits: QueueWait[]; parts: AgentPart[] } {
  const merged: QueueWait[] = []
  const renamed = new Map<string, string>()
  for (const wait of waits) {
    const before = merged.at(-1)
    const isSame = wait.cause === 'overflow' && before?.queueId === wait.queueId && before.end?.flowOut === 'overflow'
    if (before === undefined || !isSame) {
      merged.push(wait)
      continue
    }
    renamed.set(wait.sessionId, before.sessionId)
    const end =
      wait.end === null ? null : { ...wait.end, isShort: isShort(wait.end.outcome, wait.end.at - before.enteredAt) }
    merged[merged.length - 1] = {
      ...before,
      end,
      reEntries: [...(before.reEntries ?? []), { leftAt: before.end!.at, at: wait.enteredAt }],
    }
  }
  return {
    waits: merged,
    parts: parts.map((part) => ({
      ...part,
      waitSessionId: part.waitSessionId === null ? null : (renamed.get(part.waitSessionId) ?? part.waitSessionId),
    })),
  }
}
