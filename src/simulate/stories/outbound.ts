import { dial } from './dial.js'
import type { Next, Scene } from './scene.js'
import { addPart, queueAt, someoneElse } from './scene.js'
import { transferToQueue } from './transfer.js'
import { goodbye, talkAwhile } from './work.js'

/** An agent calls a customer on behalf of a queue; what was reached may then be passed into a queue. */
export function callOut(scene: Scene, queueIndex: number, at: number): Next {
  const { random, journey } = scene
  journey.direction = 'outbound'
  const queue = queueAt(scene, queueIndex)
  journey.divisionIds.push(queue.divisionId)
  const part = addPart(scene, random.pick(scene.members[queueIndex] ?? []), queue.id, 'voice')
  const reached = dial(scene, part, at)
  if (reached === null) return null
  const until = talkAwhile(scene, part, reached, 150_000)
  return random.chance(0.12) ? transferToQueue(scene, part, queueIndex, until) : goodbye(scene, part, until)
}

/** An employee's own call, in or out, that no queue knows of. */
export function callPrivately(scene: Scene, at: number): null {
  const { random, journey } = scene
  journey.isRouted = false
  const part = addPart(scene, someoneElse(scene, ''), null, 'voice')
  if (random.chance(0.5)) {
    journey.direction = 'outbound'
    const reached = dial(scene, part, at)
    return reached === null ? null : goodbye(scene, part, talkAwhile(scene, part, reached, 120_000))
  }
  const to = at + random.whole(900, 18_000)
  journey.customer.connectedAt = at
  const isAnswered = random.chance(0.75)
  part.alert = { from: at, to, result: isAnswered ? 'accepted' : 'not_responding' }
  if (isAnswered) {
    part.acceptedAt = to
    return goodbye(scene, part, talkAwhile(scene, part, to, 120_000))
  }
  part.letGo = 'system'
  journey.customer.leftAt = to
  return null
}

/** A call an automatic dialer placed: a person is offered to a queue like anybody, of the rest no agent ever hears. */
export function dialAutomatically(scene: Scene, queueIndex: number, at: number): Next {
  const { random, journey } = scene
  journey.direction = 'outbound'
  journey.divisionIds.push(queueAt(scene, queueIndex).divisionId)
  const disposition = random.pick(['person', 'person', 'machine', 'busy', 'noanswer'] as const)
  const met = at + random.whole(4_000, 22_000)
  journey.customer.dialerDisposition = disposition
  if (disposition === 'person') {
    journey.customer.connectedAt = met
    return { enter: queueIndex, channel: 'voice', cause: 'campaign', at: met + random.whole(20, 400) }
  }
  journey.customer.connectedAt = disposition === 'machine' ? met : null
  journey.customer.leftAt = disposition === 'machine' ? met + random.whole(800, 6_000) : met
  journey.customer.hungUp = false
  return null
}
