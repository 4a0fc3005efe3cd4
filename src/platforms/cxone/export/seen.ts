import type { AgentPart, Journey, QueueWait, WaitEnd } from '../../journey.js'
import { agentEnd, agentStart, contactsOf, stepsOf, type Contact } from './contacts-of.js'

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
  return handedOver(requeued(withoutCampaign(plain)))
}

/**
 * What holds of a conversation as it stands: after-call work that lasts counts 0 (D26). Of a contact that several agents had,
 * only the last one's after-call work is told, and how long each held only where nobody did. A contact has one service-level
 * flag, that of its last wait.
 */
export function settled(journey: Journey): Journey {
  const told = new Map<AgentPart, AgentPart>()
  const counted = new Set<QueueWait>()
  for (const { parts, waits } of contactsOf(journey)) {
    if (waits.length > 0) counted.add(waits.at(-1)!)
    const ended = parts.filter((part) => agentEnd(part) !== null)
    const isHoldKnown = parts.length === 1 || !ended.some((part) => part.stretches.some(({ kind }) => kind === 'hold'))
    for (const part of parts) told.set(part, { ...part, isHoldKnown, acw: part === parts.at(-1) ? part.acw : null })
  }
  const { waits } = requeued(journey)
  return handedOver({
    ...journey,
    waits: waits.map((wait, index) =>
      counted.has(journey.waits[index]!) ? wait : { ...wait, isCountedByPlatform: false },
    ),
    parts: journey.parts.map((part) => {
      const known = told.get(part) ?? part
      return known.acw !== null && known.acw.to === null ? { ...known, acw: null } : known
    }),
  })
}

/** A re-queue to the same skill tells no overflow. */
function requeued(journey: Journey): Journey {
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

/** Who handed the customer over, and which waits a transfer made, as the chain and the steps of each contact tell. */
function handedOver(journey: Journey): Journey {
  const contacts = contactsOf(journey)
  const givers = new Set<AgentPart>()
  const received = new Set<QueueWait>()
  for (const contact of contacts) {
    const giver = giverOf(contact, contacts)
    if (giver !== undefined && contact.waits[0] !== undefined) received.add(contact.waits[0])
    if (giver !== undefined && endOfContact(contact) > (agentEnd(giver) ?? Infinity)) givers.add(giver)
    const steps = stepsOf(contact)
    steps.forEach((step, index) => {
      const next = steps[index + 1]
      if (!('part' in step) || next === undefined) return
      givers.add(step.part)
      if ('wait' in next) received.add(next.wait)
    })
  }
  return {
    ...journey,
    waits: journey.waits.map((wait) =>
      wait.cause === 'transfer' && !received.has(wait) ? { ...wait, cause: 'flow' } : wait,
    ),
    parts: journey.parts.map((part) => {
      const at = givers.has(part) ? agentEnd(part) : null
      return { ...part, transfer: at === null ? null : { at, kind: 'blind' } }
    }),
  }
}

function giverOf(received: Contact, contacts: readonly Contact[]): AgentPart | undefined {
  let latest: AgentPart | undefined
  const others = contacts.filter((contact) => contact !== received)
  for (const part of others.flatMap(({ parts }) => parts)) {
    if (part.stretches.length === 0) continue
    const from = agentStart(part)
    const to = (agentEnd(part) ?? Infinity) + HAND_OVER_MS
    if (received.startedAt < from || received.startedAt > to) continue
    if (latest === undefined || from > agentStart(latest)) latest = part
  }
  return latest
}

function endOfContact(contact: Contact): number {
  const last = stepsOf(contact).at(-1)
  if (last === undefined) return 0
  return 'part' in last ? (agentEnd(last.part) ?? Infinity) : (last.wait.end?.at ?? Infinity)
}
