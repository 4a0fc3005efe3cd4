import type { AgentPart } from '../../platforms/journey.js'
import type { Scene } from './scene.js'
import { finish } from './work.js'

/** Sets the call up; the instant the far end answered, or null when it did not. */
export function dial(scene: Scene, part: AgentPart, at: number): number | null {
  const { random, journey } = scene
  part.direction = 'outbound'
  const contacted = at + random.whole(150, 1_800)
  const rung = contacted + random.whole(3_000, 28_000)
  if (random.chance(0.8)) part.contacting = { from: at, to: contacted }
  part.dialing = { from: contacted, to: rung }
  if (random.chance(0.62)) {
    journey.customer.connectedAt = rung
    return rung
  }
  journey.customer.connectedAt = null
  journey.customer.leftAt = rung
  journey.customer.hungUp = false
  finish(scene, part, 'agent')
  return null
}
