import type { AgentPart, Journey, QueueWait, WaitEnd } from '../../journey.js'
import { agentEnd, agentStart, contactsOf, type Contact } from './contacts-of.js'

/** So long after an agent left may a contact begin that this agent handed over (D25). */
const HAND_OVER_MS = 5_000

/**
 * What of a journey contacts and their states tell: one clock, no dialling time, no agent but the one who had the contact, no
 * supervision; an outbound contact is never offered; transfers are what the chain says.
 */
export function seen(journey: Journey): Journey {
  const worked = journey.parts.filter((part) => part.role === 'work' && (part.acceptedAt ?? part.dialing) !== null)
  const answered = new Map(worked.flatMap((part) => (part.waitSessionId === null ? [] : [[part.waitSessionId, part]])))
  const plain: Journey = {
    ...journey,
    waits: journey.waits.map((wait) => ({ ...wait, end: endOf(wait, answered.get(wait.sessionId)) })),
    parts: worked.map(withoutDialing),
    voicemails: [],
    conferenceAt: null,
  }
  return handedOver(settled(withoutCampaign(plain)))
}

/** What holds of a conversation as it stands: after-call work that lasts counts 0 (D26); a re-queue to the same skill tells no overflow. */
export function settled(journey: Journey): Journey {
  const next = new Map<QueueWait, QueueWait>()
  for (const { waits } of contactsOf(journey)) {
    waits.forEach((wait, index) => {
      const following = waits[index + 1]
      if (following !== undefined) next.set(wait, following)
    })
  }
  return {
    ...journey,
    waits: journey.waits.map((wait) => {
      const following = next.get(wait)
      const isOverflow = wait.end?.flowOut === 'overflow'
      if (wait.end === null || !isOverflow || (following !== undefined && following.queueId !== wait.queueId))
        return wait
      return { ...wait, end: { ...wait.end, flowOut: 'ivr' } }
    }),
    parts: journey.parts.map((part) => (part.acw !== null && part.acw.to === null ? { ...part, acw: null } : part)),
  }
}

function endOf(wait: QueueWait, part: AgentPart | undefined): WaitEnd | null {
  const { end } = wait
  if (part?.acceptedAt != null) return { at: part.acceptedAt, outcome: 'answered', isShort: false, flowOut: null }
  if (end?.outcome !== 'given_up' || wait.cause === 'consult') return end
  if (wait.channel === 'message') return { ...end, outcome: 'abandoned' }
  return { ...end, outcome: 'flow_out', flowOut: 'ivr' }
}

/** Dialling lies before agent time and is told apart from nothing. */
function withoutDialing(part: AgentPart): AgentPart {
  const { dialing } = part
  return {
    ...part,
    contacting: null,
    dialing: dialing === null ? null : { from: dialing.to ?? dialing.from, to: dialing.to },
    calls: [],
  }
}

/** People whom a dialer reached wait on an outbound contact: nothing is offered, and the agent's work is outbound. */
function withoutCampaign(journey: Journey): Journey {
  const root = contactsOf(journey)[0]
  if (journey.direction !== 'outbound' || root === undefined || root.waits.length === 0) return journey
  const dropped = new Set(root.waits.map(({ sessionId }) => sessionId))
  return {
    ...journey,
    waits: journey.waits.filter(({ sessionId }) => !dropped.has(sessionId)),
    parts: journey.parts.map((part) =>
      part.waitSessionId !== null && dropped.has(part.waitSessionId) && part.acceptedAt !== null
        ? {
            ...part,
            waitSessionId: null,
            channel: 'voice',
            acceptedAt: null,
            alert: null,
            direction: 'outbound',
            dialing: { from: part.acceptedAt, to: part.acceptedAt },
          }
        : part,
    ),
  }
}

/** Who handed the customer over, and which waits a transfer made, as the chain tells. */
function handedOver(journey: Journey): Journey {
  const contacts = contactsOf(journey)
  const givenAt = new Map<AgentPart, number>()
  const received = new Set<QueueWait>()
  for (const contact of contacts) {
    const giver = giverOf(contact, contacts)
    if (giver?.part == null) continue
    const left = agentEnd(giver.part) ?? Infinity
    const first = contact.waits[0]
    if (first !== undefined) received.add(first)
    if (endOfContact(contact) > left) {
      const at = Math.max(left, contact.startedAt)
      givenAt.set(giver.part, Math.min(at, givenAt.get(giver.part) ?? Infinity))
    }
  }
  return {
    ...journey,
    waits: journey.waits.map((wait) =>
      wait.cause === 'transfer' && !received.has(wait) ? { ...wait, cause: 'flow' } : wait,
    ),
    parts: journey.parts.map((part) => {
      const at = givenAt.get(part)
      return { ...part, transfer: at === undefined ? null : { at, kind: 'blind' } }
    }),
  }
}

function giverOf(received: Contact, contacts: readonly Contact[]): Contact | undefined {
  let latest: Contact | undefined
  for (const given of contacts) {
    if (given === received || given.part === null || given.part.stretches.length === 0) continue
    const from = agentStart(given.part)
    const to = (agentEnd(given.part) ?? Infinity) + HAND_OVER_MS
    if (received.startedAt < from || received.startedAt > to) continue
    if (latest?.part == null || from > agentStart(latest.part)) latest = given
  }
  return latest
}

function endOfContact({ part, waits }: Contact): number {
  if (part !== null) return agentEnd(part) ?? Infinity
  const last = waits.at(-1)
  return last === undefined ? 0 : (last.end?.at ?? Infinity)
}
