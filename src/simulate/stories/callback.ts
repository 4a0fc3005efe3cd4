import type { AgentPart } from '../../platforms/journey.js'
import { LONGEST_CORRECTED_ACW_MS } from '../noise/longest-acw.js'
import { dial } from './dial.js'
import type { Scene } from './scene.js'
import { addPart } from './scene.js'
import { finish, goodbye, talk, talkAwhile } from './work.js'

/** The agent works a callback: calls the customer, once or twice, inside the callback's own participation. */
export function workCallback(scene: Scene, part: AgentPart): null {
  const { random } = scene
  const from = part.acceptedAt ?? 0
  let at = from
  const participantId = random.chance(0.75) ? part.participantId : random.uuid()
  for (let attempt = 0; attempt < 2; attempt++) {
    const dialed = at + random.whole(1_500, 15_000)
    const ringsUntil = dialed + random.whole(3_000, 25_000)
    const isReached = random.chance(0.75)
    const talked = isReached ? { from: ringsUntil, to: ringsUntil + random.around(180_000, 2_000) } : null
    part.calls.push({
      participantId,
      sessionId: random.uuid(),
      dialing: { from: dialed, to: ringsUntil },
      talk: talked,
    })
    at = talked?.to ?? ringsUntil
    if (isReached || random.chance(0.5)) break
  }
  const to = at + random.whole(100, 4_000)
  talk(part, from, to)
  scene.journey.customer.leftAt = at
  finish(scene, part, 'agent')
  if (random.chance(0.05))
    callAgain(scene, part, Math.max(part.acw?.to ?? to, to + LONGEST_CORRECTED_ACW_MS) + random.whole(20_000, 600_000))
  return null
}

/** A call after the callback was over, even as a correction has it, is work of its own. */
function callAgain(scene: Scene, part: AgentPart, at: number): void {
  const agent = scene.centre.agents.find(({ id }) => id === part.agentId)
  if (agent === undefined) return
  const again = addPart(scene, agent, part.queueId, 'voice')
  const reached = dial(scene, again, at)
  if (reached !== null) goodbye(scene, again, talkAwhile(scene, again, reached, 90_000))
}
