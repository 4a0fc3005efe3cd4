import type { AgentPart, Journey, QueueWait, Stretch } from '../../../journey.js'
import { consulterAt } from '../conversation.js'
import { takenAt } from '../reservation.js'
import { giverOf, isShort, seen, transferrerTo } from '../seen.js'

/**
 * What of a journey Flex Insights tells: whole seconds, holds, no consults and no callbacks apart from calls, of outbound tasks
 * only the talks. Null where nothing.
 */
export function seenByInsights(journey: Journey): Journey | null {
  const known = seen(journey)
  if (known === null) return null
  const outbound = outboundSessions(known)
  const waits = known.waits.filter(({ sessionId }) => !outbound.has(sessionId)).map(seenWait)
  const parts = known.parts.flatMap((part) => {
    const whole = withHolds(part, journey)
    if (!outbound.has(part.sessionId)) return seenPart(whole)
    return takenAt(part) === null && part.dialing === null ? [] : seenPart(onOutboundTask(whole))
  })
  const channel = known.channel === 'callback' ? 'voice' : known.channel
  return waits.length + parts.length === 0 ? null : startedWith({ ...known, channel, waits, parts })
}

/** What has ended or is being talked: Insights tells of no wait and no alert that still goes on. */
export function settled(journey: Journey): Journey {
  return startedWith({
    ...journey,
    waits: journey.waits.filter(({ end }) => end !== null),
    parts: journey.parts.filter((part) => beganAt(part) !== null),
  })
}

/** The instant that stands for a part's beginning; null while nothing is told of it. */
export function beganAt(part: AgentPart): number | null {
  const taken = takenAt(part)
  if (taken !== null) return taken
  if (part.dialing !== null) return part.dialing.to === null ? null : (part.contacting ?? part.dialing).from
  return part.alert?.to == null ? null : part.alert.from
}

function startedWith(journey: Journey): Journey {
  const instants = [...journey.waits.map(({ enteredAt }) => enteredAt), ...journey.parts.flatMap(beganAtOrNone)]
  return instants.length === 0 ? journey : { ...journey, startedAt: Math.min(...instants) }
}

function beganAtOrNone(part: AgentPart): number[] {
  const at = beganAt(part)
  return at === null ? [] : [at]
}

/** The waits and parts of tasks that an agent's dialling made: a call that is passed on stays its task. */
function outboundSessions({ waits, parts }: Journey): ReadonlySet<string> {
  const found = new Set(parts.filter(({ dialing, contacting }) => dialing ?? contacting).map((part) => part.sessionId))
  const isFound = (part: AgentPart | undefined): boolean => part !== undefined && found.has(part.sessionId)
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const wait of waits) {
      if (wait.channel !== 'voice') continue
      if (wait.cause === 'transfer' && isFound(transferrerTo(wait, parts))) found.add(wait.sessionId)
      if (wait.cause === 'consult' && isFound(consulterAt(wait.enteredAt, parts))) found.add(wait.sessionId)
    }
    for (const [index, part] of parts.entries()) {
      const giver = part.channel === 'voice' ? giverOf(part, parts.slice(0, index)) : undefined
      if (isFound(giver) || found.has(part.waitSessionId ?? '')) found.add(part.sessionId)
    }
  }
  return found
}

function seenWait(wait: QueueWait): QueueWait {
  const enteredAt = wholeSecond(wait.enteredAt)
  const { channel, end } = wait
  // An enquiry that nobody answers is an abandon in Insights.
  const isAbandoned = end?.outcome === 'abandoned' || (wait.cause === 'consult' && end?.outcome === 'given_up')
  const outcome = isAbandoned ? 'abandoned' : end?.outcome
  return {
    ...wait,
    enteredAt,
    channel: channel === 'callback' ? 'voice' : channel,
    cause: 'flow',
    reEntries: [],
    end:
      end === null || outcome === undefined
        ? null
        : { ...end, at: wholeSecond(end.at), outcome, isShort: isShort(outcome, wholeSecond(end.at) - enteredAt) },
  }
}

function withHolds(part: AgentPart, journey: Journey): AgentPart {
  const told = journey.parts.find(({ sessionId }) => sessionId === part.sessionId)
  const kindOf = (index: number) => told?.stretches[index]?.kind ?? 'talk'
  return { ...part, stretches: part.stretches.map((stretch, index) => ({ ...stretch, kind: kindOf(index) })) }
}

/** Taken, it is outbound work whoever dialled. */
function onOutboundTask(part: AgentPart): AgentPart {
  const taken = takenAt(part)
  return {
    ...part,
    direction: 'outbound',
    waitSessionId: null,
    alert: null,
    acceptedAt: null,
    dialing: part.dialing ?? (taken === null ? null : { from: taken, to: taken }),
  }
}

function seenPart(part: AgentPart): AgentPart {
  const { alert, acw, contacting, dialing, channel } = part
  const acceptedAt = part.acceptedAt === null ? null : wholeSecond(part.acceptedAt)
  const talkedUntil = part.stretches.at(-1)?.to
  return {
    ...part,
    channel: channel === 'callback' ? 'voice' : channel,
    acceptedAt,
    alert: alert && {
      from: wholeSecond(alert.from),
      to: acceptedAt ?? (alert.to === null ? null : wholeSecond(alert.to)),
      // A caller who hung up is a missed conversation, too.
      result: alert.result === 'caller_gone' ? 'not_responding' : alert.result,
    },
    contacting: contacting && inSeconds(contacting),
    dialing: dialing && inSeconds(dialing),
    stretches: part.stretches.map(inSeconds),
    acw: acw && { ...inSeconds(acw), ms: acw.to === null ? 0 : wholeSecond(acw.to) - wholeSecond(acw.from) },
    transfer: part.transfer === null || talkedUntil == null ? null : { ...part.transfer, at: wholeSecond(talkedUntil) },
  }
}

function inSeconds<S extends Stretch>(stretch: S): S {
  return { ...stretch, from: wholeSecond(stretch.from), to: stretch.to === null ? null : wholeSecond(stretch.to) }
}

/** Insights leaves off what is less than a second. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000
}
