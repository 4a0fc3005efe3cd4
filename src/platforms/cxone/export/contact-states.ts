import type { AgentPart, Journey, QueueWait } from '../../journey.js'
import { hangsUpInMenu, isOpen } from './contact-row.js'
import { agentEnd, agentStart, stepsOf, type Contact } from './contacts-of.js'
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
  const isDigital = (contact.waits[0]?.channel ?? contact.parts[0]?.channel) === 'message'
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
  const { parts, waits, startedAt } = contact
  const part = parts[0]
  const skillId = waits[0]?.queueId ?? part?.queueId ?? null
  const states: State[] = []
  const first = waits[0]
  const begun = first?.enteredAt ?? (part === undefined ? menuEnd(contact, journey) : agentStart(part))
  const isOutbound = part !== undefined && part.dialing !== null
  if (begun === null || begun > startedAt) {
    const name = isOutbound ? 'PlaceCall' : first?.channel === 'callback' ? 'CallbackPending' : 'PreQueue'
    states.push({ name, from: startedAt, to: begun, skillId })
  }
  const steps = stepsOf(contact)
  steps.forEach((step, index) => {
    const next = steps[index + 1]
    if ('wait' in step) {
      const following = waits[waits.indexOf(step.wait) + 1]
      states.push(...waiting(step.wait), ...between(step.wait, following, contact, journey))
    } else {
      states.push(...withAgent(step.part, next?.from ?? null, isOutbound))
    }
  })
  const last = waits.at(-1)?.end
  if (last?.outcome === 'abandoned') states.push({ name: 'Abandoned', from: last.at, to: last.at, skillId })
  const end = states.at(-1)?.to
  if (end != null && !isOpen(contact, journey)) states.push({ name: 'EndContact', from: end, to: end, skillId })
  return states
}

/** With an agent, and on the way to the next where the contact is passed on. */
function withAgent(part: AgentPart, nextAt: number | null, isOutbound: boolean): State[] {
  const to = agentEnd(part)
  const state = { skillId: part.queueId, agentId: part.agentId }
  const states: State[] = [{ ...state, name: isOutbound ? 'Outbound' : 'Inbound', from: agentStart(part), to }]
  if (to !== null && nextAt !== null && nextAt > to) states.push({ ...state, name: 'Transfer', from: to, to: nextAt })
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
