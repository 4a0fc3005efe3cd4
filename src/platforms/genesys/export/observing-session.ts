import type { AgentPart, Journey } from '../../journey.js'
import { PROVIDERS } from './names.js'
import type { Session } from './record.js'
import { Metrics, segment } from './record.js'

const OBSERVATIONS = {
  monitor: { segmentType: 'monitoring', metric: 'tMonitoring', field: 'monitoredParticipantId' },
  coach: { segmentType: 'coaching', metric: 'tCoaching', field: 'coachedParticipantId' },
  barge: { segmentType: 'barging', metric: 'tBarging', field: 'bargedParticipantId' },
} as const

/** A supervisor on another participant's call. */
export function observingSession(part: AgentPart, journey: Journey): Session {
  const kind = OBSERVATIONS[part.role === 'work' ? 'monitor' : part.role]
  const metrics = new Metrics()
  const segments = part.stretches.map(({ from, to }) => {
    if (to !== null) metrics.emit(kind.metric, to - from, to)
    return segment(kind.segmentType, from, to, to === null ? {} : { disconnectType: 'client' })
  })
  return {
    direction: 'inbound',
    mediaType: part.channel,
    provider: PROVIDERS[part.channel],
    sessionId: part.sessionId,
    peerId: journey.customer.sessionId,
    [kind.field]: part.observedParticipantId,
    segments,
    metrics: metrics.list(),
  }
}
