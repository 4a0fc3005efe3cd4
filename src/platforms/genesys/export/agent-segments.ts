import type { AgentPart } from '../../journey.js'
import type { Segment } from './record.js'
import { segment } from './record.js'

/** An agent's session from the alert to the after-call work; the last segment before it says how it ended, and so does that. */
export function workSegments(part: AgentPart): Segment[] {
  const queue = part.queueId === null ? {} : { queueId: part.queueId }
  const segments: Segment[] = []
  if (part.alert !== null) segments.push(segment('alert', part.alert.from, part.alert.to, queue))
  if (part.contacting !== null) segments.push(segment('contacting', part.contacting.from, part.contacting.to, queue))
  if (part.dialing !== null) segments.push(segment('dialing', part.dialing.from, part.dialing.to, queue))
  for (const stretch of part.stretches) {
    const conference = stretch.isConference ? { conference: true } : {}
    segments.push(
      segment(stretch.kind === 'talk' ? 'interact' : 'hold', stretch.from, stretch.to, { ...queue, ...conference }),
    )
  }
  const last = segments.at(-1)
  const disconnect = { disconnectType: DISCONNECTS[part.letGo] }
  if (last?.segmentEnd !== undefined) Object.assign(last, disconnect)
  if (part.acw !== null) {
    const code = part.wrapUpCodeId === null ? {} : { wrapUpCode: part.wrapUpCodeId }
    segments.push(segment('wrapup', part.acw.from, part.acw.to, { ...queue, ...disconnect, ...code }))
  }
  return segments
}

const DISCONNECTS = { agent: 'client', customer: 'peer', transfer: 'transfer', system: 'client' } as const
