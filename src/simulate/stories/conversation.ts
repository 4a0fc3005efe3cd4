import type { AgentPart, Channel } from '../../platforms/journey.js'
import { workCallback } from './callback.js'
import { confer, consultPerson, consultQueue } from './consult.js'
import { leaveQueue, planExit } from './leaving.js'
import { offer } from './offer.js'
import type { Next, Scene } from './scene.js'
import { enterQueue } from './scene.js'
import { observe, transferToPerson, transferToQueue } from './transfer.js'
import { goodbye, talkAwhile, talkEnd } from './work.js'

/** How many queues and people one conversation may go through. */
const DEEPEST = 4
const MEAN_TALK_MS: Readonly<Record<Channel, number>> = {
  voice: 190_000,
  callback: 200_000,
  chat: 420_000,
  message: 900_000,
  email: 600_000,
}

/** Follows a conversation from one step to the next until nothing more happens. */
export function follow(scene: Scene, first: Next): void {
  let next = first
  for (let depth = 0; next !== null; depth++) {
    const isLast = depth >= DEEPEST
    next = 'converse' in next ? converse(scene, next.converse, next.queueIndex, isLast) : enter(scene, next, isLast)
  }
}

function enter(scene: Scene, step: Exclude<Next, null | { converse: AgentPart }>, isLast: boolean): Next {
  const wait = enterQueue(scene, step.enter, step.channel, step.cause, step.at)
  const part = offer(scene, wait, step.enter, planExit(scene, wait))
  if (part === null) return leaveQueue(scene, wait, step.enter, isLast)
  if (step.channel === 'callback') return workCallback(scene, part)
  return converse(scene, part, step.enter, isLast)
}

/** An agent has the customer: they talk, and part or pass the customer on. */
function converse(scene: Scene, part: AgentPart, queueIndex: number, isLast: boolean): Next {
  const { random } = scene
  const until = talkAwhile(scene, part, talkEnd(part), MEAN_TALK_MS[part.channel])
  const plot = isLast ? 1 : random.next()
  if (plot < 0.07) return transferToQueue(scene, part, queueIndex, until)
  if (plot < 0.1) return transferToPerson(scene, part, queueIndex, until)
  if (part.channel === 'voice') {
    if (plot < 0.14) return consultQueue(scene, part, until)
    if (plot < 0.165) return consultPerson(scene, part, queueIndex, until)
    if (plot < 0.18) return confer(scene, part, until)
    if (plot < 0.2) observe(scene, part, until)
  }
  return goodbye(scene, part, until)
}
