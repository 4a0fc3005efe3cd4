import type { AgentPart, Journey, QueueWait } from '../../../src/platforms/journey.js'
import {
  type Listed,
  bothMarts,
  eachPart,
  eachWait,
  isDialled,
  isForced,
  isHandled,
  isHeld,
  lengthOf,
  partsOf,
  sum,
  waitsOf,
} from './listed.js'
import { MESSAGES_ARE_ABANDONED, OUTSIDE_IS_NOT_TOLD } from './both.js'

/** What of Flex's abandons is short is configuration: here something else than in the other platforms. */
export const FLEX_SHORT_ABANDON_SECONDS = 3

/** What TaskRouter's events tell otherwise than Genesys Cloud. */
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

function withoutHolds(part: AgentPart): AgentPart {
  return { ...part, stretches: part.stretches.map((stretch) => ({ ...stretch, kind: 'talk' })) }
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
