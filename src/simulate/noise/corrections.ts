import { LONGEST_CORRECTED_ACW_MS } from './longest-acw.js'
import type { Centre } from '../../platforms/centre.js'
import type { AgentPart, Journey, QueueWait, Stretch } from '../../platforms/journey.js'
import { lastInstant } from '../as-of.js'
import type { Random } from '../random.js'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The conversation as a later export has it: its after-call work, its queue, or its whole time was wrong; null when nothing fits. */
export function correct(
  journey: Journey,
  centre: Centre,
  random: Random,
  fromMs: number,
  toMs: number,
): Journey | null {
  const kind = random.next()
  if (kind < 0.35) return otherWork(journey, random)
  if (kind < 0.7) return otherDay(journey, random, fromMs, toMs)
  return otherQueue(journey, centre, random)
}

function otherWork(journey: Journey, random: Random): Journey | null {
  const worked = journey.parts.filter((part) => part.role === 'work' && part.stretches.length > 0)
  if (worked.length === 0) return null
  const chosen = random.pick(worked)
  const from = chosen.stretches.at(-1)?.to ?? 0
  const ms = random.whole(4_000, LONGEST_CORRECTED_ACW_MS)
  const changed: AgentPart = { ...chosen, isAcwSkipped: false, acw: { from, to: from + ms, ms } }
  return { ...journey, parts: journey.parts.map((part) => (part === chosen ? changed : part)) }
}

function otherQueue(journey: Journey, centre: Centre, random: Random): Journey | null {
  if (journey.waits.length === 0) return null
  const chosen = random.pick(journey.waits)
  const others = centre.queues.filter((queue) => queue.id !== chosen.queueId && queue.channels.includes(chosen.channel))
  if (others.length === 0) return null
  const queueId = random.pick(others).id
  return {
    ...journey,
    waits: journey.waits.map((wait) => (wait === chosen ? { ...wait, queueId } : wait)),
    parts: journey.parts.map((part) => (part.waitSessionId === chosen.sessionId ? { ...part, queueId } : part)),
  }
}

/** Whole minutes, so that what was one moment to two clocks stays within one minute. */
function otherDay(journey: Journey, random: Random, fromMs: number, toMs: number): Journey | null {
  const by = random.whole(1, 3) * DAY_MS + random.whole(-180, 180) * MINUTE_MS
  if (journey.startedAt - by >= fromMs) return shifted(journey, -by)
  return lastInstant(journey) + by < toMs ? shifted(journey, by) : null
}

function shifted(journey: Journey, by: number): Journey {
  const at = <T extends number | null>(instant: T): T => (instant === null ? instant : ((instant + by) as T))
  const stretch = <S extends Stretch>(one: S): S => ({ ...one, from: one.from + by, to: at(one.to) })
  const maybe = <S extends Stretch>(one: S | null): S | null => (one === null ? null : stretch(one))
  const wait = (one: QueueWait): QueueWait => ({
    ...one,
    enteredAt: one.enteredAt + by,
    end: one.end === null ? null : { ...one.end, at: one.end.at + by },
  })
  const part = (one: AgentPart): AgentPart => ({
    ...one,
    alert: maybe(one.alert),
    acceptedAt: at(one.acceptedAt),
    contacting: maybe(one.contacting),
    dialing: maybe(one.dialing),
    stretches: one.stretches.map(stretch),
    acw: maybe(one.acw),
    consultedAt: one.consultedAt.map((instant) => instant + by),
    transfer: one.transfer === null ? null : { ...one.transfer, at: one.transfer.at + by },
    calls: one.calls.map((call) => ({ ...call, dialing: stretch(call.dialing), talk: maybe(call.talk) })),
  })
  const { customer } = journey
  return {
    ...journey,
    startedAt: journey.startedAt + by,
    customer: { ...customer, connectedAt: at(customer.connectedAt), leftAt: at(customer.leftAt) },
    ivrs: journey.ivrs.map(stretch),
    waits: journey.waits.map(wait),
    parts: journey.parts.map(part),
    voicemails: journey.voicemails.map(stretch),
    conferenceAt: at(journey.conferenceAt),
  }
}
