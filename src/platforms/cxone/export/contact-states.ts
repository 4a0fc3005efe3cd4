import type { Journey, QueueWait } from '../../journey.js'
import { hangsUpInMenu, isOpen } from './contact-row.js'
import { agentEnd, agentStart, type Contact } from './contacts-of.js'
import { iso, isoDuration } from './names.js'

interface State {
  readonly name: string
  readonly from: number
  readonly to: number | null
  readonly skillId: string | null
  readonly agentId?: string
}

const DIGITAL: Readonly<Record<string, string>> = {
  PreQueue: 'New PreQueue',
  InQueue: 'Open InQueue',
  Routing: 'Open InQueue',
  Inbound: 'Open Active',
  EndContact: 'Closed EndContact',
}

/** The history of a contact's states, as contacts/state-history gives it. */
export function contactStates(contact: Contact, journey: Journey): unknown[] {
  const isDigital = (contact.waits[0]?.channel ?? contact.part?.channel) === 'message'
  return statesOf(contact, journey).map((state, index) => ({
    stateIndex: index + 1,
    contactId: contact.id,
    contactStateName: isDigital && DIGITAL[state.name] !== undefined ? null : state.name,
    digitalContactStateName: isDigital ? (DIGITAL[state.name] ?? null) : null,
    startDate: iso(state.from),
    agentId: state.agentId === undefined ? 0 : Number(state.agentId),
    skillId: state.skillId === null ? 0 : Number(state.skillId),
    duration: state.to === null ? null : isoDuration(state.to - state.from),
  }))
}

function statesOf(contact: Contact, journey: Journey): State[] {
  const { part, waits, startedAt } = contact
  const skillId = waits[0]?.queueId ?? part?.queueId ?? null
  const states: State[] = []
  const first = waits[0]
  const begun = first?.enteredAt ?? (part === null ? menuEnd(contact, journey) : agentStart(part))
  const isOutbound = part !== null && part.dialing !== null
  if (begun === null || begun > startedAt) {
    const name = isOutbound ? 'PlaceCall' : first?.channel === 'callback' ? 'CallbackPending' : 'PreQueue'
    states.push({ name, from: startedAt, to: begun, skillId })
  }
  waits.forEach((wait, index) => {
    states.push(...waiting(wait), ...between(wait, waits[index + 1], contact, journey))
  })
  const last = waits.at(-1)?.end
  if (last?.outcome === 'abandoned') states.push({ name: 'Abandoned', from: last.at, to: last.at, skillId })
  if (part !== null) {
    const name = isOutbound ? 'Outbound' : 'Inbound'
    states.push({ name, from: agentStart(part), to: agentEnd(part), skillId: part.queueId, agentId: part.agentId })
  }
  const end = states.at(-1)?.to
  if (end != null && !isOpen(contact, journey)) states.push({ name: 'EndContact', from: end, to: end, skillId })
  return states
}

/** In the queue, at the end of longer waits with the search for an agent. */
function waiting({ enteredAt, end, queueId }: QueueWait): State[] {
  const state = { skillId: queueId }
  if (end === null) return [{ ...state, name: 'InQueue', from: enteredAt, to: null }]
  const searched = enteredAt + Math.floor((end.at - enteredAt) * 0.8)
  return [
    { ...state, name: 'InQueue', from: enteredAt, to: searched },
    { ...state, name: 'Routing', from: searched, to: end.at },
  ]
}

/** What came after a wait that no agent ended: a promise, the script again, or the next queue at once. */
function between(wait: QueueWait, next: QueueWait | undefined, contact: Contact, journey: Journey): State[] {
  const { end } = wait
  if (end === null || end.outcome !== 'flow_out') return []
  const state = { from: end.at, skillId: wait.queueId }
  if (end.flowOut === 'callback') return [{ ...state, name: 'CallbackPending', to: next?.enteredAt ?? null }]
  if (end.flowOut === 'overflow' && next !== undefined && next.queueId !== wait.queueId) return []
  if (next !== undefined) return [{ ...state, name: 'PreQueue', to: next.enteredAt }]
  if (end.flowOut === 'ivr' && hangsUpInMenu(contact, journey)) return [{ ...state, name: 'PreQueue', to: end.at }]
  return [{ ...state, name: 'PostQueue', to: end.at }]
}

function menuEnd(contact: Contact, journey: Journey): number | null {
  const menu = contact.isRoot ? journey.ivrs.at(-1) : undefined
  return menu === undefined ? contact.startedAt : menu.exit === 'queue' ? null : menu.to
}
