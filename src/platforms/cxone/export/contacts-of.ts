import type { AgentPart, Journey, QueueWait } from '../../journey.js'
import { contactId } from './ids.js'

/** One contact of a chain: visits to skills and agents, one after the other. */
export interface Contact {
  readonly id: string
  readonly masterId: string
  readonly startedAt: number
  readonly isRoot: boolean
  readonly arrival: 'None' | 'ReSkill' | 'ReAgent' | 'Consult'
  readonly waits: QueueWait[]
  readonly parts: AgentPart[]
}

/**
 * The chain of contacts that a journey is: a transfer or a consult makes a child, a script's re-queue does not. A digital
 * contact stays the same when it goes to another skill or agent.
 */
export function contactsOf(journey: Journey): Contact[] {
  const root = newContact(contactId(journey.id), journey.startedAt, 'None', null)
  const contacts = [root]
  const byWait = new Map<string, Contact>()
  const begin = (sessionId: string, at: number, arrival: Contact['arrival']): Contact => {
    const parent = contacts.length % 2 === 0 ? (contacts.at(-1) as Contact) : root
    const contact = newContact(contactId(sessionId), at, arrival, parent)
    contacts.push(contact)
    return contact
  }
  let current = root
  journey.waits.forEach((wait, index) => {
    if (wait.cause === 'consult') current = begin(wait.sessionId, wait.enteredAt, 'Consult')
    else if (wait.cause === 'transfer' && wait.channel !== 'message')
      current = begin(wait.sessionId, wait.enteredAt, 'ReSkill')
    else if (wait.cause === 'flow' && index > 0) current = begin(wait.sessionId, wait.enteredAt, 'None')
    current.waits.push(wait)
    byWait.set(wait.sessionId, current)
  })
  for (const part of journey.parts) {
    if (!hasContact(part)) continue
    const waited = part.waitSessionId === null ? undefined : byWait.get(part.waitSessionId)
    const isFirst = root.waits.length === 0 && root.parts.length === 0 && part === journey.parts[0]
    const reassigned = part.channel === 'message' && part.dialing === null ? lastBefore(part, contacts) : undefined
    const contact =
      waited ?? reassigned ?? (isFirst ? root : begin(part.sessionId, startOfPart(part), arrivalOf(part, journey)))
    contact.parts.push(part)
  }
  return contacts
}

/** A wait or an agent's participation, from its beginning. */
export type Step =
  { readonly from: number; readonly wait: QueueWait } | { readonly from: number; readonly part: AgentPart }

/** What happened to a contact, in its order. */
export function stepsOf({ waits, parts }: Contact): Step[] {
  const steps: Step[] = [
    ...waits.map((wait) => ({ from: wait.enteredAt, wait })),
    ...parts.map((part) => ({ from: agentStart(part), part })),
  ]
  return steps.sort((one, other) => one.from - other.from)
}

/** The agent who had it in the end, whom alone a contact names. */
export function lastPart({ parts }: Contact): AgentPart | null {
  return parts.at(-1) ?? null
}

/** The contact that another agent had last before a participation began. */
function lastBefore(part: AgentPart, contacts: readonly Contact[]): Contact | undefined {
  const before = contacts.filter((contact) => {
    const last = lastPart(contact)
    return last !== null && agentStart(last) <= startOfPart(part)
  })
  return before.sort((one, other) => agentStart(lastPart(one)!) - agentStart(lastPart(other)!)).at(-1)
}

/** When the agent came. */
export function agentStart(part: AgentPart): number {
  return part.acceptedAt ?? part.stretches[0]?.from ?? part.dialing?.to ?? part.dialing?.from ?? 0
}

/** When the agent's time with the contact was over; null while it lasts. */
export function agentEnd(part: AgentPart): number | null {
  const last = part.stretches.at(-1)
  return last === undefined ? (part.dialing?.to ?? null) : last.to
}

function newContact(id: string, startedAt: number, arrival: Contact['arrival'], parent: Contact | null): Contact {
  return { id, masterId: parent?.id ?? id, startedAt, isRoot: parent === null, arrival, waits: [], parts: [] }
}

/** A contact names the agent who had it; who let it ring is in no contact. */
function hasContact(part: AgentPart): boolean {
  return part.role === 'work' && (part.acceptedAt !== null || part.dialing !== null)
}

function startOfPart(part: AgentPart): number {
  return part.alert?.from ?? part.dialing?.from ?? part.acceptedAt ?? 0
}

function arrivalOf(part: AgentPart, journey: Journey): Contact['arrival'] {
  if (part.dialing !== null) return 'None'
  return journey.parts.some(({ consultedAt }) => consultedAt.length > 0) ? 'Consult' : 'ReAgent'
}
