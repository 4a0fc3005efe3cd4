import type { AgentPart } from '../../platforms/journey.js'
import type { Scene } from './scene.js'
import { finish, talk } from './work.js'

/** The agent works a callback: calls the customer, once or twice, inside the callback's own participation. */
export function workCallback(scene: Scene, part: AgentPart): null {
  const { random } = scene
  const from = part.acceptedAt ?? 0
  let at = from
  for (let attempt = 0; attempt < 2; attempt++) {
    const dialed = at + random.whole(1_500, 15_000)
    const ringsUntil = dialed + random.whole(3_000, 25_000)
    const isReached = random.chance(0.75)
    const talked = isReached ? { from: ringsUntil, to: ringsUntil + random.around(180_000, 2_000) } : null
    part.calls.push({ sessionId: random.uuid(), dialing: { from: dialed, to: ringsUntil }, talk: talked })
    at = talked?.to ?? ringsUntil
    if (isReached || random.chance(0.5)) break
  }
  const to = at + random.whole(100, 4_000)
  talk(part, from, to)
  scene.journey.customer.leftAt = at
  finish(scene, part, 'agent')
  return null
}
