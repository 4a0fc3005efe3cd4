import type { AgentPart, Alert, Channel, FlowOut, QueueWait, WaitEnd } from '../../platforms/journey.js'
import type { Scene } from './scene.js'
import { addPart, queueAt } from './scene.js'

/** When and how the customer leaves the queue if no agent is faster. */
export interface Exit {
  readonly at: number
  readonly outcome: Exclude<WaitEnd['outcome'], 'answered'>
  readonly flowOut: FlowOut | null
}

/** The platform's own threshold under which an abandoned wait is marked short. */
const SHORT_ABANDON_MS = 5_000
const MEAN_WAIT_MS: Readonly<Record<Channel, number>> = {
  voice: 17_000,
  callback: 500_000,
  chat: 30_000,
  message: 100_000,
  email: 6_000_000,
}
/** A refused alert and the end of the wait lie further apart than this, or the alert counts as taken back. */
const APART_MS = 1_500
const MOST_ALERTS = 5

/** Offers a wait to one agent after the other until one accepts (returned) or the customer is gone (null). */
export function offer(scene: Scene, wait: QueueWait, queueIndex: number, exit: Exit | null): AgentPart | null {
  const { random } = scene
  const queue = queueAt(scene, queueIndex)
  const isAtOnce = random.chance(0.01)
  let free = wait.enteredAt + (isAtOnce ? 0 : random.around(MEAN_WAIT_MS[wait.channel], 40))
  for (let alerts = 1; ; alerts++) {
    if (exit !== null && exit.at <= free) return leave(wait, exit)
    const part = addPart(scene, random.pick(scene.members[queueIndex] ?? []), wait.queueId, wait.channel)
    part.waitSessionId = wait.sessionId
    part.direction = scene.journey.direction
    if (isAtOnce || random.chance(0.12)) return accept(scene, wait, part, free)
    const fate = alerts >= MOST_ALERTS ? 0.5 : random.next()
    const result = fate < 0.06 ? 'not_responding' : fate < 0.085 ? 'declined' : 'accepted'
    const rings =
      result === 'not_responding' ? queue.alertTimeoutMs : random.whole(700, Math.min(queue.alertTimeoutMs, 7_500) - 1)
    const alert: Alert = { from: free, to: free + rings, result }
    part.alert = alert
    if (exit !== null && exit.at <= free + rings + (result === 'declined' ? APART_MS : 0)) {
      alert.result = 'caller_gone'
      alert.to = exit.at
      return leave(wait, exit)
    }
    if (result === 'accepted') return accept(scene, wait, part, free + rings)
    if (result === 'not_responding' && random.chance(0.3)) {
      const length = random.whole(5_000, 60_000)
      part.acw = { from: free + rings, to: free + rings + length, ms: length }
    }
    part.letGo = 'system'
    free += rings + APART_MS + random.around(4_000)
  }
}

function accept(scene: Scene, wait: QueueWait, part: AgentPart, at: number): AgentPart {
  part.acceptedAt = at
  wait.end = { at: nearby(scene, at, wait.enteredAt), outcome: 'answered', isShort: false, flowOut: null }
  return part
}

function leave(wait: QueueWait, exit: Exit): null {
  const isShort = exit.outcome === 'abandoned' && exit.at - wait.enteredAt < SHORT_ABANDON_MS
  wait.end = { at: exit.at, outcome: exit.outcome, isShort, flowOut: exit.flowOut }
  return null
}

/**
 * The queue's stamp of an acceptance: often a few milliseconds beside the agent's, as in real exports. Never on the other side
 * of a full minute, so that no day and no export's end lies between the two.
 */
function nearby(scene: Scene, at: number, least: number): number {
  const moved = scene.random.chance(0.5) ? at + scene.random.whole(-8, 21) : at
  const isSameMinute =
    Math.floor((moved - 1) / 60_000) === Math.floor(at / 60_000) &&
    Math.floor(moved / 60_000) === Math.floor((at - 1) / 60_000)
  return isSameMinute && moved > least ? moved : at
}
