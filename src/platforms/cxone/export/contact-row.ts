import type { Centre } from '../../centre.js'
import type { AgentPart, Journey, QueueWait } from '../../journey.js'
import { agentEnd, agentStart, lastPart, stepsOf, type Contact } from './contacts-of.js'
import { iso, MEDIA } from './names.js'

/** A contact as GET contacts gives it; `changedAt` is when a later export found it changed. */
export function contactRow(contact: Contact, journey: Journey, centre: Centre, changedAt: number | null): unknown {
  const { parts, waits } = contact
  const part = lastPart(contact)
  const last = waits.at(-1)
  const channel = last?.channel ?? part?.channel ?? journey.channel
  const isActive = isOpen(contact, journey)
  const ended = parts.filter((each) => agentEnd(each) !== null)
  const holdMs = spent(ended, 'hold')
  const agentMs = spent(ended, 'talk') + holdMs
  const inQueueMs = waits.reduce((sum, wait) => sum + (wait.end === null ? 0 : wait.end.at - wait.enteredAt), 0)
  const passedOnMs = passedOn(contact)
  const preQueueMs = lastTurn(contact, journey) - contact.startedAt - inQueueMs - passedOnMs.total
  const acw = part?.acw ?? null
  const isAbandoned = last?.end?.outcome === 'abandoned' || (part === null && hangsUpInMenu(contact, journey))
  const agent = centre.agents.find(({ id }) => id === part?.agentId)
  const skillId = isLastWait(contact) ? (last?.queueId ?? null) : (part?.queueId ?? null)
  const [firstName = null, ...names] = agent?.name.split(' ') ?? []
  return {
    contactId: contact.id,
    masterContactId: contact.masterId,
    contactStartDate: iso(contact.startedAt),
    lastUpdateTime: iso(changedAt ?? lastChange(contact, journey)),
    mediaTypeId: MEDIA[channel].id,
    mediaTypeName: MEDIA[channel].name,
    mediaSubTypeName: channel === 'message' ? 'WhatsApp' : null,
    isOutbound: part === null ? contact.isRoot && journey.direction === 'outbound' : part.dialing !== null,
    isActive,
    skillId: skillId === null ? null : Number(skillId),
    skillName: centre.queues.find(({ id }) => id === skillId)?.name ?? null,
    agentId: part === null ? 0 : Number(part.agentId),
    firstName,
    lastName: names.join(' ') || null,
    fromAddress: journey.customer.address ?? 'Restricted',
    abandoned: isAbandoned,
    isShortAbandon: last?.end?.isShort ?? false,
    preQueueSeconds: preQueueMs / 1000,
    inQueueSeconds: inQueueMs / 1000,
    agentSeconds: agentMs / 1000,
    holdSeconds: holdMs / 1000,
    acwSeconds: acw === null ? 0 : acw.to === null ? null : acw.ms / 1000,
    postQueueSeconds: (passedOnMs.total - passedOnMs.withAgents) / 1000,
    releaseSeconds: 0,
    totalDurationSeconds: isActive
      ? null
      : (preQueueMs + inQueueMs + agentMs + passedOnMs.total - passedOnMs.withAgents) / 1000,
    callbackTime: waits.some(isCallback) ? 60 : 0,
    serviceLevelFlag: serviceLevelFlag(last, centre),
    isRefused: false,
    isTakeover: false,
    transferIndicatorName: contact.arrival,
    primaryDispositionId: Number(part?.wrapUpCodeId ?? 0) || 0,
    endReason: last?.end?.flowOut === 'voicemail' ? 'Voicemail' : 'Contact Ended',
    ...(isActive && part !== null ? { agentStartDate: iso(agentStart(part)) } : {}),
    dateACWWarehoused: acwKnownAt(contact),
  }
}

function isLastWait(contact: Contact): boolean {
  const last = stepsOf(contact).at(-1)
  return last !== undefined && 'wait' in last
}

/** Whether anything of it still goes on. */
export function isOpen(contact: Contact, journey: Journey): boolean {
  const last = stepsOf(contact).at(-1)
  if (last !== undefined && 'part' in last) return agentEnd(last.part) === null
  if (last !== undefined) return last.wait.end === null || last.wait.end.flowOut === 'callback'
  const menu = contact.isRoot ? journey.ivrs.at(-1) : undefined
  return menu !== undefined && (menu.to === null || menu.exit === 'queue')
}

export function isCallback(wait: QueueWait): boolean {
  return wait.channel === 'callback' || wait.end?.flowOut === 'callback'
}

export function hangsUpInMenu(contact: Contact, journey: Journey): boolean {
  return contact.isRoot && journey.ivrs.at(-1)?.exit === 'hung_up'
}

/** When the last agent came, or the last wait ended; while one lasts, when it began. */
function lastTurn(contact: Contact, journey: Journey): number {
  const last = stepsOf(contact).at(-1)
  if (last !== undefined && 'part' in last) return last.from
  if (last !== undefined) return last.wait.end?.at ?? last.from
  return (contact.isRoot ? journey.ivrs.at(-1)?.to : null) ?? contact.startedAt
}

/** How long agents had it who passed it on, and how long until it came to the next. */
function passedOn(contact: Contact): { total: number; withAgents: number } {
  const steps = stepsOf(contact)
  const passed = { total: 0, withAgents: 0 }
  steps.forEach((step, index) => {
    const next = steps[index + 1]
    if (!('part' in step) || next === undefined) return
    passed.total += next.from - step.from
    passed.withAgents += (agentEnd(step.part) ?? next.from) - step.from
  })
  return passed
}

function spent(parts: readonly AgentPart[], kind: 'talk' | 'hold'): number {
  return parts
    .flatMap(({ stretches }) => stretches)
    .reduce((sum, stretch) => sum + (stretch.kind === kind && stretch.to !== null ? stretch.to - stretch.from : 0), 0)
}

/** 0 is good, 1 is not, -1 was not counted. */
function serviceLevelFlag(wait: QueueWait | undefined, centre: Centre): number {
  if (wait === undefined || wait.end === null) return -1
  if (wait.end.outcome === 'abandoned') return wait.end.isShort ? -1 : 1
  if (wait.end.outcome !== 'answered') return -1
  const target = centre.queues.find(({ id }) => id === wait.queueId)?.targetsMs[wait.channel] ?? Infinity
  return wait.end.at - wait.enteredAt <= target ? 0 : 1
}

function acwKnownAt(contact: Contact): string | null {
  const part = lastPart(contact)
  if (part === null) return null
  const at = part.acw === null ? agentEnd(part) : part.acw.to
  return at === null ? null : iso(at)
}

function lastChange({ parts, waits, startedAt, isRoot }: Contact, journey: Journey): number {
  const instants: (number | null | undefined)[] = [startedAt]
  for (const wait of waits) instants.push(wait.enteredAt, wait.end?.at)
  if (isRoot) for (const visit of journey.ivrs) instants.push(visit.from, visit.to)
  for (const part of parts) {
    instants.push(agentStart(part), part.acw?.from, part.acw?.to)
    for (const stretch of part.stretches) instants.push(stretch.from, stretch.to)
  }
  return Math.max(...instants.map((instant) => instant ?? 0))
}
