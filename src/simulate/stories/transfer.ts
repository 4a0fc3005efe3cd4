import type { AgentPart } from '../../platforms/journey.js'
import type { Next, Scene } from './scene.js'
import { addPart, someQueue, someoneElse } from './scene.js'
import { finish, goodbye, talk } from './work.js'

/** Blind, to a queue: now and then to the same one. */
export function transferToQueue(scene: Scene, part: AgentPart, queueIndex: number, at: number): Next {
  const { random } = scene
  part.transfer = { at, kind: 'blind' }
  finish(scene, part, 'transfer')
  const enter = random.chance(0.2) ? queueIndex : someQueue(scene, part.channel)
  return { enter, channel: part.channel, cause: 'transfer', at: at + random.whole(0, 400) }
}

/** Straight to a person: no queue; the receiving session keeps the queue of the giving one. Not accepted = not transferred. */
export function transferToPerson(scene: Scene, part: AgentPart, queueIndex: number, at: number): Next {
  const { random } = scene
  const receiver = addPart(scene, someoneElse(scene, part.agentId), part.queueId, part.channel)
  const to = at + random.whole(900, 6_000)
  if (random.chance(0.12)) {
    receiver.alert = { from: at, to, result: random.chance(0.5) ? 'not_responding' : 'declined' }
    receiver.letGo = 'system'
    talk(part, at, to)
    return goodbye(scene, part, to)
  }
  part.transfer = { at, kind: 'blind' }
  finish(scene, part, 'transfer')
  receiver.alert = { from: at, to, result: 'accepted' }
  receiver.acceptedAt = to
  return { converse: receiver, queueIndex }
}

/** A supervisor listens to, coaches or joins a call. */
export function observe(scene: Scene, part: AgentPart, until: number): void {
  const { random, centre } = scene
  const first = part.acceptedAt ?? part.stretches[0]?.from ?? until
  const from = first + Math.floor((until - first) * 0.3)
  const supervisor = addPart(scene, random.pick(centre.supervisors), null, part.channel)
  supervisor.role = random.pick(['monitor', 'coach', 'barge'] as const)
  supervisor.observedParticipantId = part.participantId
  talk(supervisor, from, Math.max(from + 1, until - random.whole(0, 500)))
  supervisor.letGo = 'agent'
}
