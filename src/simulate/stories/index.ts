import type { Channel, Journey } from '../../platforms/journey.js'
import { follow } from './conversation.js'
import { callOut, callPrivately, dialAutomatically } from './outbound.js'
import type { Scene, Stage } from './scene.js'
import { beginScene, enterIvr, someQueue } from './scene.js'

/** The conversation that arrives at an instant: everything that will ever happen in it. */
export function tell(stage: Stage, index: number, at: number): Journey {
  const opening = beginScene(stage, index, at, 'voice')
  const kind = opening.random.next()
  if (kind < 0.6) inboundCall(opening, at)
  else if (kind < 0.67) follow(opening, callOut(opening, someQueue(opening, 'voice'), at))
  else if (kind < 0.7) callPrivately(opening, at)
  else if (kind < 0.725) follow(opening, dialAutomatically(opening, someQueue(opening, 'voice'), at))
  else if (kind < 0.8) digital(opening, 'chat', at)
  else if (kind < 0.88) digital(opening, 'message', at)
  else if (kind < 0.95) digital(opening, 'email', at)
  else digital(opening, 'callback', at)
  return opening.journey
}

function inboundCall(scene: Scene, at: number): void {
  const { random, journey } = scene
  const queueIndex = someQueue(scene, 'voice')
  if (random.chance(0.04))
    return follow(scene, { enter: queueIndex, channel: 'voice', cause: 'ivr', at: at + random.whole(20, 400) })
  const visit = enterIvr(scene, at + random.whole(5, 60))
  const to = visit.to as number
  const fate = random.next()
  if (fate < 0.06) visit.exit = 'hung_up'
  else if (fate < 0.1) visit.exit = 'self_served'
  else return follow(scene, { enter: queueIndex, channel: 'voice', cause: 'ivr', at: to + random.whole(10, 60) })
  journey.customer.leftAt = to
  journey.customer.hungUp = visit.exit === 'hung_up'
}

function digital(scene: Scene, channel: Channel, at: number): void {
  const { random, journey } = scene
  journey.channel = channel
  journey.customer.connectedAt = at
  const enter = someQueue(scene, channel)
  const cause = channel === 'callback' ? 'callback' : 'flow'
  follow(scene, { enter, channel, cause, at: at + random.whole(200, 2_500) })
  if (channel !== 'message') return
  for (let round = 0; round < 2 && journey.customer.leftAt !== null && random.chance(0.25); round++) {
    const again = journey.customer.leftAt + random.around(9_000_000, 90_000)
    follow(scene, { enter, channel, cause, at: again })
  }
}
