import type { AgentPart } from '../../platforms/journey.js'
import { offer } from './offer.js'
import type { Next, Scene } from './scene.js'
import { addPart, enterQueue, someQueue, someoneElse } from './scene.js'
import { finish, goodbye, hold, talk } from './work.js'

/** The agent asks another queue while the customer waits: passed on, taken back, or nobody answered. */
export function consultQueue(scene: Scene, part: AgentPart, at: number): Next {
  const asked = beginQueueConsult(scene, part, at)
  const { helper, helperQueue } = asked
  if (helper === null) {
    park(scene, part, at, asked.endedAt)
    return goOn(scene, part, asked.endedAt)
  }
  return completeOrReturn(scene, part, helper, helperQueue, at)
}

/** The agent asks a colleague directly: a ring, no queue. */
export function consultPerson(scene: Scene, part: AgentPart, queueIndex: number, at: number): Next {
  const { random } = scene
  part.consultedAt.push(at)
  const helper = addPart(
    scene,
    someoneElse(scene, part.agentId),
    random.chance(0.6) ? part.queueId : null,
    part.channel,
  )
  const from = at + random.whole(5, 300)
  const to = from + random.whole(900, 6_000)
  helper.alert = { from, to, result: 'accepted' }
  helper.acceptedAt = to
  return completeOrReturn(scene, part, helper, queueIndex, at)
}

/** A consult whose three parties then talk together; an agent who leaves while they talk on has handed the customer over. */
export function confer(scene: Scene, part: AgentPart, at: number): null {
  const { random, journey } = scene
  const { helper, endedAt } = beginQueueConsult(scene, part, at)
  if (helper === null) {
    park(scene, part, at, endedAt)
    return goOn(scene, part, endedAt)
  }
  const accepted = helper.acceptedAt as number
  const together = accepted + random.around(20_000, 1_000)
  park(scene, part, at, together)
  talk(helper, accepted, together)
  journey.conferenceAt = together
  const apart = together + random.around(90_000, 2_000)
  const isLeftEarly = random.chance(0.4)
  const left = isLeftEarly ? together + Math.max(1, Math.floor((apart - together) / 2)) : apart
  talk(part, together, left, true)
  talk(helper, together, apart, true)
  if (isLeftEarly) part.transfer = { at: left, kind: 'consult' }
  finish(scene, part, isLeftEarly ? 'transfer' : 'agent')
  return goodbye(scene, helper, apart)
}

function beginQueueConsult(
  scene: Scene,
  part: AgentPart,
  at: number,
): { helper: AgentPart | null; helperQueue: number; endedAt: number } {
  const { random } = scene
  part.consultedAt.push(at)
  const helperQueue = someQueue(scene, 'voice')
  const wait = enterQueue(scene, helperQueue, 'voice', 'consult', at + random.whole(5, 300))
  const patience = random.chance(0.3) ? random.around(9_000, 1_200) : 600_000
  const helper = offer(scene, wait, helperQueue, { at: wait.enteredAt + patience, outcome: 'given_up', flowOut: null })
  return { helper, helperQueue, endedAt: wait.end?.at ?? at }
}

function completeOrReturn(scene: Scene, part: AgentPart, helper: AgentPart, helperQueue: number, at: number): Next {
  const { random } = scene
  const accepted = helper.acceptedAt as number
  const until = accepted + random.around(30_000, 1_000)
  park(scene, part, at, until)
  talk(helper, accepted, until)
  if (random.chance(0.65)) {
    part.transfer = { at: until, kind: 'consult' }
    finish(scene, part, 'transfer')
    return { converse: helper, queueIndex: helperQueue }
  }
  finish(scene, helper, 'agent')
  return goOn(scene, part, until)
}

/** While the agent asks, the customer is on hold, or the talk simply runs on. */
function park(scene: Scene, part: AgentPart, from: number, to: number): void {
  if (scene.random.chance(0.5)) hold(part, from, to)
  else talk(part, from, to)
}

function goOn(scene: Scene, part: AgentPart, from: number): null {
  const to = from + scene.random.around(40_000, 500)
  talk(part, from, to)
  return goodbye(scene, part, to)
}
