import type { AgentPart, Journey, QueueWait, Stretch } from '../../src/platforms/journey.js'

/**
 * One way in which a platform cannot tell what Genesys Cloud tells, as sql/DEFINITIONS.md lists it. Everything else is told alike.
 */
export interface Listed {
  readonly name: string
  /** What is left of a journey: itself where nothing of it differs, null where the platform knows nothing of it. */
  readonly apply: (journey: Journey) => Journey | null
  /** By how much the sums over all rows of the marts change, counted from the journeys; times in ms. */
  readonly changes: (journeys: readonly Journey[]) => Readonly<Record<string, number>>
  /** Further columns that change with these. */
  readonly also: readonly string[]
}

/** What of Flex's abandons is short is configuration: here something else than in the other platforms. */
export const FLEX_SHORT_ABANDON_SECONDS = 3

const MESSAGES_ARE_ABANDONED: Listed = {
  name: 'a message that nobody answered was abandoned',
  apply: eachWait((wait) => (isUnanswered(wait) ? { ...wait, end: { ...wait.end!, outcome: 'abandoned' } } : wait)),
  changes: (journeys) => {
    const waits = waitsOf(journeys).filter(isUnanswered)
    return {
      'queue.other_count': -waits.length,
      'queue.abandoned_count': waits.length,
      'queue.service_level_base_count': waits.length,
      'queue.total_abandon_wait_seconds': sum(waits.map(({ end, enteredAt }) => end!.at - enteredAt)),
    }
  },
  also: [],
}

const OUTSIDE_IS_NOT_TOLD: Listed = {
  name: 'a transfer to an outside number is not told',
  apply: eachPart((part, journey) => (isHandedOutside(part, journey) ? { ...part, transfer: null } : part)),
  changes: (journeys) => {
    const count = journeys.filter((journey) => journey.parts.some((part) => isHandedOutside(part, journey))).length
    return { 'agent.transferred_count': -count, 'queue.transferred_count': -count }
  },
  also: [],
}

export const FLEX: readonly Listed[] = [
  OUTSIDE_IS_NOT_TOLD,
  {
    name: 'talk contains holds',
    apply: eachPart((part) => (isHeld(part) ? withoutHolds(part) : part)),
    changes: (journeys) => {
      const held = partsOf(journeys).filter((part) => isHandled(part) && isHeld(part))
      const ms = sum(held.flatMap(({ stretches }) => stretches.filter(({ kind }) => kind === 'hold')).map(lengthOf))
      return {
        'agent.total_talk_seconds': ms,
        'agent.total_hold_seconds': -ms,
        'agent.held_count': -held.length,
        'queue.total_talk_seconds': ms,
        'queue.total_hold_seconds': -ms,
        'queue.held_count': -held.length,
      }
    },
    also: [],
  },
  {
    name: 'a call that passes no task is not told',
    apply: (journey) => (journey.isRouted ? journey : null),
    changes: (journeys) => {
      const parts = partsOf(journeys.filter(({ isRouted }) => !isRouted))
      const talked = parts.filter(({ stretches }) => stretches.length > 0)
      return {
        'agent.outbound_handled_count': -talked.filter(isDialled).length,
        'agent.unconnected_handle_count': -parts.filter((part) => isDialled(part) && !talked.includes(part)).length,
        'agent.non_queue_handled_count': -talked.filter((part) => !isDialled(part)).length,
        'agent.alerted_count': -parts.filter((part) => !isDialled(part)).length,
      }
    },
    also: [
      'agent.total_outbound_handle_seconds',
      'agent.total_unconnected_handle_seconds',
      'agent.total_non_queue_handle_seconds',
      'agent.not_responding_count',
    ],
  },
  {
    name: 'a colleague who was reached without a queue works for the queue of the task',
    apply: eachPart((part, { parts }) =>
      isReachedDirectly(part, parts) ? { ...part, queueId: giverOf(part, parts)!.queueId } : part,
    ),
    changes: (journeys) => {
      const reached = journeys.flatMap(({ parts }) => parts.filter((part) => isReachedDirectly(part, parts)))
      const count = reached.filter(({ stretches }) => stretches.length > 0).length
      return { 'agent.non_queue_handled_count': -count, 'agent.handled_count': count, 'queue.handled_count': count }
    },
    also: bothMarts(['total_handle_seconds', 'total_talk_seconds', 'total_acw_seconds', 'transferred_count']).concat(
      'agent.total_non_queue_handle_seconds',
    ),
  },
  {
    name: 'entering the same queue again at once is the same wait',
    apply: (journey) => (journey.waits.some(isEnteredAgain) ? withoutReEntries(journey) : journey),
    changes: (journeys) => {
      const count = journeys.flatMap(({ waits }) => waits.filter(isEnteredAgain)).length
      return {
        'queue.offered_count': -count,
        'queue.flow_out_count': -count,
        'queue.flow_out_overflow_count': -count,
      }
    },
    also: [
      'queue.answered_in_target_count',
      'queue.total_answer_wait_seconds',
      'queue.total_abandon_wait_seconds',
      'queue.short_abandoned_count',
    ],
  },
  {
    name: 'work after an alert or a call that nobody took is not told',
    apply: eachPart((part) => (isForced(part) ? { ...part, acw: null } : part)),
    changes: (journeys) => {
      const forced = partsOf(journeys).filter(isForced)
      return {
        'agent.unconnected_handle_count': -forced.filter((part) => !isDialled(part)).length,
        'agent.total_unconnected_handle_seconds': -sum(forced.map(({ acw }) => acw?.ms ?? 0)),
      }
    },
    also: ['queue.unconnected_handle_count', 'queue.total_unconnected_handle_seconds'],
  },
  MESSAGES_ARE_ABANDONED,
  {
    name: 'short abandons are short by its own threshold',
    apply: eachWait((wait) =>
      wait.end?.isShort === true && !isShortInFlex(wait) ? { ...wait, end: { ...wait.end, isShort: false } } : wait,
    ),
    changes: (journeys) => ({
      'queue.short_abandoned_count': -waitsOf(journeys).filter(
        (wait) => wait.end?.isShort === true && !isShortInFlex(wait),
      ).length,
    }),
    also: [],
  },
]

export const CXONE: readonly Listed[] = [
  OUTSIDE_IS_NOT_TOLD,
  {
    name: 'dialling is not told',
    apply: eachPart((part) =>
      part.dialing === null ? part : { ...part, contacting: null, dialing: atItsEnd(part.dialing) },
    ),
    changes: (journeys) => {
      const dialled = partsOf(journeys).filter(isDialled)
      const talked = dialled.filter(({ stretches }) => stretches.length > 0)
      const dialMs = (parts: readonly AgentPart[]) =>
        sum(parts.map(({ contacting, dialing }) => lengthOf(contacting) + lengthOf(dialing)))
      const vain = dialled.filter((part) => !talked.includes(part))
      return {
        'agent.total_outbound_handle_seconds': -dialMs(talked),
        'agent.total_unconnected_handle_seconds': -dialMs(vain),
        'agent.unconnected_handle_count': -vain.filter(({ acw }) => acw === null).length,
      }
    },
    also: [
      'queue.total_outbound_handle_seconds',
      'queue.total_unconnected_handle_seconds',
      'queue.unconnected_handle_count',
    ],
  },
  {
    name: 'an alert that nobody took is in no contact',
    apply: (journey) =>
      journey.parts.some(isMissed) ? { ...journey, parts: journey.parts.filter((part) => !isMissed(part)) } : journey,
    changes: (journeys) => {
      const missed = partsOf(journeys).filter(isMissed)
      const results = missed.map(({ alert }) => alert?.result)
      const count = (result: string) => results.filter((each) => each === result).length
      return {
        'agent.not_responding_count': -count('not_responding'),
        'agent.declined_count': -count('declined'),
        'agent.alerted_count': -count('not_responding') - count('declined'),
        'agent.unconnected_handle_count': -missed.filter(isForced).length,
        'queue.unconnected_handle_count': -missed.filter(isForced).length,
      }
    },
    also: ['agent.total_unconnected_handle_seconds', 'queue.total_unconnected_handle_seconds'],
  },
  {
    name: 'whom a dialer reached is outbound: never offered',
    apply: (journey) => (waitsOfCampaign(journey).length > 0 ? withoutCampaign(journey) : journey),
    changes: (journeys) => {
      const waits = journeys.flatMap(waitsOfCampaign)
      const answered = waits.filter(({ end }) => end?.outcome === 'answered').length
      return {
        'queue.offered_count': -waits.length,
        'queue.answered_count': -answered,
        'queue.abandoned_count': -waits.filter(({ end }) => end?.outcome === 'abandoned').length,
        'queue.flow_out_count': -waits.filter(({ end }) => end?.outcome === 'flow_out').length,
        'queue.other_count': -waits.filter(({ end }) => end?.outcome === 'given_up').length,
        'queue.handled_count': -answered,
        'queue.outbound_handled_count': answered,
        'agent.handled_count': -answered,
        'agent.outbound_handled_count': answered,
        'agent.answered_count': -answered,
        'agent.alerted_count': -answered,
      }
    },
    also: bothMarts([
      'total_handle_seconds',
      'total_talk_seconds',
      'total_hold_seconds',
      'total_acw_seconds',
      'held_count',
      'transferred_count',
      'total_outbound_handle_seconds',
    ]).concat([
      'queue.short_abandoned_count',
      'queue.flow_out_overflow_count',
      'queue.flow_out_callback_count',
      'queue.flow_out_voicemail_count',
      'queue.answered_in_target_count',
      'queue.service_level_base_count',
      'queue.total_answer_wait_seconds',
      'queue.total_abandon_wait_seconds',
    ]),
  },
  MESSAGES_ARE_ABANDONED,
  {
    name: 'what was taken from its queue by nobody left the queue',
    apply: eachWait((wait) =>
      isTakenAway(wait) ? { ...wait, end: { ...wait.end!, outcome: 'flow_out', flowOut: 'ivr' } } : wait,
    ),
    changes: (journeys) => {
      const count = waitsOf(journeys).filter(isTakenAway).length
      return { 'queue.other_count': -count, 'queue.flow_out_count': count }
    },
    also: [],
  },
  {
    name: 'what goes on in the same skill, or nowhere, tells no overflow',
    apply: eachWait((wait, { waits }) =>
      isLostOverflow(wait, waits) ? { ...wait, end: { ...wait.end!, flowOut: 'ivr' } } : wait,
    ),
    changes: (journeys) => ({
      'queue.flow_out_overflow_count': -journeys.flatMap(({ waits }) =>
        waits.filter((wait) => isLostOverflow(wait, waits)),
      ).length,
    }),
    also: [],
  },
  {
    name: 'a digital contact has the after-call work of its last agent, and the holds of each only where nobody held',
    apply: (journey) =>
      shared(journey).length > 0
        ? { ...journey, parts: journey.parts.map((part) => asShared(part, journey)) }
        : journey,
    changes: (journeys) => {
      const acwMs = sum(
        journeys.flatMap((journey) => shared(journey).map(({ parts }) => sum(parts.slice(0, -1).map(acwOf)))),
      )
      const holdMs = sum(journeys.flatMap((journey) => shared(journey).map(({ parts }) => sum(parts.map(holdOf)))))
      return Object.fromEntries(
        ['agent', 'queue'].flatMap((mart) => [
          [`${mart}.total_acw_seconds`, -acwMs],
          [`${mart}.total_handle_seconds`, -acwMs],
          [`${mart}.total_talk_seconds`, holdMs],
        ]),
      )
    },
    also: [],
  },
  {
    name: 'after-call work that lasts counts 0 until it is known',
    apply: eachPart((part) => (isWrappingUp(part) ? { ...part, acw: null } : part)),
    changes: (journeys) => {
      const lasting = journeys.flatMap(({ parts }) => parts.filter(isWrappingUp))
      const outbound = lasting.filter(isDialled).length
      return { 'agent.outbound_handled_count': outbound, 'agent.handled_count': lasting.length - outbound }
    },
    also: bothMarts([
      'total_outbound_handle_seconds',
      'total_handle_seconds',
      'total_talk_seconds',
      'total_hold_seconds',
      'held_count',
      'transferred_count',
    ]).concat(['queue.outbound_handled_count', 'queue.handled_count']),
  },
]

/** Some callers are handed to an outside number in the end, of which the simulator tells no story. */
export function withHandOversOutside(journey: Journey): Journey {
  const last = journey.parts.at(-1)
  const at = last?.stretches.at(-1)?.to
  if (last === undefined || at == null || last.channel !== 'voice' || !isHandled(last) || last.role !== 'work')
    return journey
  if (last.transfer !== null || !last.sessionId.startsWith('0')) return journey
  const handedOver: AgentPart = { ...last, transfer: { at, kind: 'blind' }, letGo: 'transfer' }
  return { ...journey, parts: [...journey.parts.slice(0, -1), handedOver] }
}

/** Passed on, and nobody came after. */
function isHandedOutside(part: AgentPart, { parts, waits }: Journey): boolean {
  const { transfer } = part
  if (transfer?.kind !== 'blind' || part !== parts.at(-1)) return false
  return waits.every(({ enteredAt }) => enteredAt < transfer.at)
}

/** What agents did, of it what is over. */
function partsOf(journeys: readonly Journey[]): AgentPart[] {
  return journeys.flatMap(({ parts }) => parts.filter((part) => part.role === 'work' && !isRunning(part)))
}

export function isRunning({ alert, contacting, dialing, stretches, acw }: AgentPart): boolean {
  return [alert, contacting, dialing, acw, ...stretches].some((stretch) => stretch?.to === null)
}

/** All but the after-call work is over. */
function isWrappingUp(part: AgentPart): boolean {
  return part.role === 'work' && part.acw?.to === null && !isRunning({ ...part, acw: null })
}

function waitsOf(journeys: readonly Journey[]): QueueWait[] {
  return journeys.flatMap(({ waits }) => waits)
}

function eachPart(change: (part: AgentPart, journey: Journey) => AgentPart): Listed['apply'] {
  return (journey) => {
    const parts = journey.parts.map((part) => (part.role === 'work' ? change(part, journey) : part))
    return parts.every((part, index) => part === journey.parts[index]) ? journey : { ...journey, parts }
  }
}

function eachWait(change: (wait: QueueWait, journey: Journey) => QueueWait): Listed['apply'] {
  return (journey) => {
    const waits = journey.waits.map((wait) => change(wait, journey))
    return waits.every((wait, index) => wait === journey.waits[index]) ? journey : { ...journey, waits }
  }
}

function bothMarts(columns: readonly string[]): string[] {
  return columns.flatMap((column) => [`agent.${column}`, `queue.${column}`])
}

function isDialled({ dialing }: AgentPart): boolean {
  return dialing !== null
}

export function isHandled(part: AgentPart): boolean {
  return part.stretches.length > 0 && !isDialled(part) && part.queueId !== null
}

function isHeld({ stretches }: AgentPart): boolean {
  return stretches.some(({ kind }) => kind === 'hold')
}

function withoutHolds(part: AgentPart): AgentPart {
  return { ...part, stretches: part.stretches.map((stretch) => ({ ...stretch, kind: 'talk' })) }
}

/** After-call work without a call. */
function isForced({ stretches, acw }: AgentPart): boolean {
  return stretches.length === 0 && acw !== null
}

function isMissed({ role, acceptedAt, dialing }: AgentPart): boolean {
  return role === 'work' && acceptedAt === null && dialing === null
}

function isReachedDirectly(part: AgentPart, parts: readonly AgentPart[]): boolean {
  const { queueId, waitSessionId, role } = part
  return role === 'work' && queueId === null && waitSessionId === null && giverOf(part, parts) !== undefined
}

/** Who talked to the customer before. */
function giverOf(part: AgentPart, parts: readonly AgentPart[]): AgentPart | undefined {
  return parts.slice(0, parts.indexOf(part)).findLast(({ role, stretches }) => role === 'work' && stretches.length > 0)
}

function isEnteredAgain(wait: QueueWait, index: number, waits: readonly QueueWait[]): boolean {
  const before = waits[index - 1]
  return wait.cause === 'overflow' && before?.queueId === wait.queueId
}

function withoutReEntries(journey: Journey): Journey {
  const first = new Map<string, string>()
  const waits: QueueWait[] = []
  journey.waits.forEach((wait, index) => {
    const before = waits.at(-1)
    if (before === undefined || !isEnteredAgain(wait, index, journey.waits)) return waits.push(wait)
    first.set(wait.sessionId, before.sessionId)
    const isShort = wait.end?.outcome === 'abandoned' && wait.end.at - before.enteredAt <= 5_000
    return waits.splice(-1, 1, { ...before, end: wait.end && { ...wait.end, isShort } })
  })
  const sessionOf = (id: string | null) => (id === null ? null : (first.get(id) ?? id))
  const parts = journey.parts.map((part) => ({ ...part, waitSessionId: sessionOf(part.waitSessionId) }))
  return { ...journey, waits, parts }
}

function isShortInFlex({ end, enteredAt }: QueueWait): boolean {
  return end !== null && end.at - enteredAt <= FLEX_SHORT_ABANDON_SECONDS * 1000
}

function isTakenAway({ cause, end }: QueueWait): boolean {
  return cause !== 'consult' && end?.outcome === 'given_up'
}

function isUnanswered(wait: QueueWait): boolean {
  return wait.channel === 'message' && isTakenAway(wait)
}

/** What happened before anybody passed the customer on. */
function waitsOfCampaign({ waits }: Journey): QueueWait[] {
  if (waits[0]?.cause !== 'campaign') return []
  const passedOn = waits.findIndex(({ cause }) => cause === 'transfer' || cause === 'consult')
  return waits.slice(0, passedOn === -1 ? waits.length : passedOn)
}

function withoutCampaign(journey: Journey): Journey {
  const dropped = waitsOfCampaign(journey).map(({ sessionId }) => sessionId)
  const isOutbound = ({ waitSessionId, acceptedAt }: AgentPart) =>
    acceptedAt !== null && dropped.includes(waitSessionId ?? '')
  const outbound = (part: AgentPart): AgentPart => ({
    ...part,
    channel: 'voice',
    waitSessionId: null,
    alert: null,
    acceptedAt: null,
    dialing: { from: part.acceptedAt!, to: part.acceptedAt },
  })
  return {
    ...journey,
    waits: journey.waits.filter(({ sessionId }) => !dropped.includes(sessionId)),
    parts: journey.parts.map((part) => (isOutbound(part) ? outbound(part) : part)),
  }
}

function isLostOverflow(wait: QueueWait, waits: readonly QueueWait[]): boolean {
  const next = waits[waits.indexOf(wait) + 1]
  return wait.end?.flowOut === 'overflow' && (next?.cause !== 'overflow' || next.queueId === wait.queueId)
}

/** Digital contacts of several agents: from one message after a pause to the next. */
function shared({ waits, parts }: Journey): { readonly parts: readonly AgentPart[] }[] {
  const starts = waits
    .filter(({ cause, channel }) => channel === 'message' && cause === 'flow')
    .map((wait) => wait.enteredAt)
  return starts
    .map((from, index) => {
      const to = starts[index + 1] ?? Infinity
      return { parts: parts.filter(({ acceptedAt }) => acceptedAt !== null && acceptedAt >= from && acceptedAt < to) }
    })
    .filter((contact) => contact.parts.length > 1)
}

function asShared(part: AgentPart, journey: Journey): AgentPart {
  const contact = shared(journey).find(({ parts }) => parts.includes(part))
  if (contact === undefined) return part
  const isHoldKnown = !contact.parts.some(isHeld)
  return { ...part, isHoldKnown, acw: part === contact.parts.at(-1) ? part.acw : null }
}

function acwOf({ acw }: AgentPart): number {
  return acw?.ms ?? 0
}

function holdOf({ stretches }: AgentPart): number {
  return sum(stretches.filter(({ kind }) => kind === 'hold').map(lengthOf))
}

function atItsEnd({ from, to }: Stretch): Stretch {
  return { from: to ?? from, to }
}

function lengthOf(stretch: Stretch | null): number {
  return stretch?.to == null ? 0 : stretch.to - stretch.from
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
