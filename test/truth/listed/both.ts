import type { AgentPart, Journey, QueueWait } from '../../../src/platforms/journey.js'
import { type Listed, eachPart, eachWait, isHandled, isTakenAway, sum, waitsOf } from './listed.js'

export const MESSAGES_ARE_ABANDONED: Listed = {
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

export const OUTSIDE_IS_NOT_TOLD: Listed = {
  name: 'a transfer to an outside number is not told',
  apply: eachPart((part, journey) => (isHandedOutside(part, journey) ? { ...part, transfer: null } : part)),
  changes: (journeys) => {
    const count = journeys.filter((journey) => journey.parts.some((part) => isHandedOutside(part, journey))).length
    return { 'agent.transferred_count': -count, 'queue.transferred_count': -count }
  },
  also: [],
}

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

function isUnanswered(wait: QueueWait): boolean {
  return wait.channel === 'message' && isTakenAway(wait)
}
