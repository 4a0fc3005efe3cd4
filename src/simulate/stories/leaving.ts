import type { QueueWait } from '../../platforms/journey.js'
import type { Exit } from './offer.js'
import type { Next, Scene } from './scene.js'
import { enterIvr, someQueue } from './scene.js'

/** When this customer would give up, or be led out of the queue. */
export function planExit(scene: Scene, wait: QueueWait): Exit | null {
  const { random } = scene
  const after = (ms: number): number => wait.enteredAt + ms
  const given = (ms: number): Exit => ({ at: after(ms), outcome: 'given_up', flowOut: null })
  switch (wait.channel) {
    case 'email':
      return random.chance(0.05) ? given(random.around(7_200_000, 60_000)) : null
    case 'callback':
      return random.chance(0.12) ? given(random.around(600_000, 30_000)) : null
    case 'message':
      return random.chance(0.1) ? given(random.around(90_000, 5_000)) : null
    case 'chat':
      return { at: after(2_000 + random.around(150_000)), outcome: 'abandoned', flowOut: null }
    case 'voice': {
      const patience = random.chance(0.08) ? random.around(2_800, 150) : 2_000 + random.around(110_000)
      const led = random.chance(0.14) ? random.pick([8_000, 15_000, 30_000]) + random.whole(0, 900) : Infinity
      if (patience <= led) return { at: after(patience), outcome: 'abandoned', flowOut: null }
      const flowOut = random.pick([
        'voicemail',
        'voicemail',
        'callback',
        'callback',
        'overflow',
        'overflow',
        'ivr',
        'external',
      ] as const)
      return { at: after(led), outcome: 'flow_out', flowOut }
    }
  }
}

/** What follows when a wait ended without an agent. */
export function leaveQueue(scene: Scene, wait: QueueWait, queueIndex: number, isLast: boolean): Next {
  const { random, journey } = scene
  const at = wait.end?.at ?? wait.enteredAt
  journey.customer.leftAt = at
  journey.customer.hungUp = wait.end?.outcome === 'abandoned'
  switch (wait.end?.flowOut) {
    case 'voicemail':
      return leaveVoicemail(scene, wait, at)
    case 'callback':
      journey.customer.leftAt = at + random.whole(0, 30)
      return { enter: queueIndex, channel: 'callback', cause: 'callback', at: at + random.around(900_000, 2_000) }
    case 'overflow':
      return isLast
        ? null
        : { enter: someQueue(scene, 'voice'), channel: 'voice', cause: 'overflow', at: at + random.whole(0, 20) }
    case 'ivr':
      return returnToIvr(scene, queueIndex, at, isLast)
    default:
      return null
  }
}

function leaveVoicemail(scene: Scene, wait: QueueWait, at: number): null {
  const { random, journey } = scene
  const from = at + random.whole(0, 40)
  const to = from + random.around(25_000, 2_000)
  journey.voicemails.push({ participantId: random.uuid(), sessionId: random.uuid(), queueId: wait.queueId, from, to })
  journey.customer.leftAt = to
  journey.customer.hungUp = true
  return null
}

/** Led back to the menu, from which some enter the same queue a second time. */
function returnToIvr(scene: Scene, queueIndex: number, at: number, isLast: boolean): Next {
  const { random, journey } = scene
  const visit = enterIvr(scene, at)
  const to = visit.to as number
  journey.customer.leftAt = to
  if (!isLast && random.chance(0.6))
    return { enter: queueIndex, channel: 'voice', cause: 'ivr', at: to + random.whole(5, 40) }
  visit.exit = 'hung_up'
  journey.customer.hungUp = true
  return null
}
