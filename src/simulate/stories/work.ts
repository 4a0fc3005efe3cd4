import type { AgentPart } from '../../platforms/journey.js'
import type { Scene } from './scene.js'

/** The instant at which the part's talk, or its vain dialing, ended; before any, when it was accepted. */
export function talkEnd(part: AgentPart): number {
  return part.stretches.at(-1)?.to ?? part.dialing?.to ?? part.acceptedAt ?? 0
}

export function talk(part: AgentPart, from: number, to: number, isConference = false): void {
  part.stretches.push({ kind: 'talk', from, to, isConference })
}

export function hold(part: AgentPart, from: number, to: number): void {
  part.stretches.push({ kind: 'hold', from, to, isConference: false })
}

/** Talk of about so long from an instant on, now and then with the customer on hold; returns its end. */
export function talkAwhile(scene: Scene, part: AgentPart, from: number, meanMs: number): number {
  const { random } = scene
  let at = from
  const step = (kind: 'talk' | 'hold', mean: number): void => {
    const to = at + random.around(mean, 300)
    if (kind === 'talk') talk(part, at, to)
    else hold(part, at, to)
    at = to
  }
  step('talk', meanMs)
  while (random.chance(0.22)) {
    step('hold', 35_000)
    if (random.chance(0.06)) break
    step('talk', meanMs / 2)
  }
  return at
}

/** Ends a participation: who let go, and the work after it. */
export function finish(scene: Scene, part: AgentPart, letGo: AgentPart['letGo']): void {
  const { random, centre } = scene
  part.letGo = letGo
  part.isAcwSkipped = random.chance(0.1)
  if (part.isAcwSkipped || random.chance(0.06)) return
  const from = talkEnd(part)
  const length = random.chance(0.2) ? 15_000 : random.around(24_000, 500)
  const unreported = length > 9_000 && random.chance(0.06) ? 4_000 : 0
  part.acw = { from, to: from + length, ms: length - unreported }
  part.wrapUpCodeId = random.chance(0.6)
    ? random.pick(centre.wrapUpCodes).id
    : length === 15_000
      ? 'ININ-WRAP-UP-TIMEOUT'
      : null
}

/** The talk ends for good: the customer is gone at this instant. */
export function goodbye(scene: Scene, part: AgentPart, at: number): null {
  const hungUp = scene.random.chance(0.65)
  scene.journey.customer.leftAt = at
  scene.journey.customer.hungUp = hungUp
  finish(scene, part, hungUp ? 'customer' : 'agent')
  return null
}
