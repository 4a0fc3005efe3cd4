import type { Centre } from '../../centre.js'
import type { AgentPart, CallbackCall, Journey } from '../../journey.js'
import { PROVIDERS } from './names.js'
import type { Participant, Segment, Session } from './record.js'
import { Metrics, segment } from './record.js'

/** An agent's participants: a callback's calls are further sessions of the callback's, or participants of their own. */
export function agentParticipants(parts: readonly AgentPart[], journey: Journey, centre: Centre): Participant[] {
  const apart = parts.flatMap((part) =>
    part.calls
      .filter(({ participantId }) => participantId !== part.participantId)
      .map((call) => ({
        participantId: call.participantId,
        purpose: 'agent',
        userId: part.agentId,
        sessions: [callSession(call, part, journey)],
      })),
  )
  return [agentParticipant(parts, journey, centre), ...apart]
}

function agentParticipant(parts: readonly AgentPart[], journey: Journey, centre: Centre): Participant {
  const first = parts[0] as AgentPart
  const sessions = parts.flatMap((part) => [
    part.role === 'work' ? workSession(part, journey, centre) : observingSession(part, journey),
    ...part.calls
      .filter(({ participantId }) => participantId === part.participantId)
      .map((call) => callSession(call, part, journey)),
  ])
  return {
    participantId: first.participantId,
    purpose: first.queueId === null ? 'user' : 'agent',
    userId: first.agentId,
    sessions,
  }
}

function workSession(part: AgentPart, journey: Journey, centre: Centre): Session {
  const metrics = new Metrics()
  emitAlert(metrics, part, journey, centre)
  emitDial(metrics, part)
  const talkedMs = emitTalk(metrics, part)
  emitHarmlessError(metrics, part)
  emitHandOver(metrics, part)
  emitHandle(metrics, part, talkedMs + dialMs(part))
  return {
    direction: part.direction,
    mediaType: part.channel,
    provider: PROVIDERS[part.channel],
    sessionId: part.sessionId,
    peerId: journey.customer.sessionId,
    ...(part.queueId === null ? {} : { usedRouting: 'Standard' }),
    ...(part.isAcwSkipped ? { acwSkipped: true } : {}),
    ...(part.channel === 'message' ? { messageType: 'webmessaging' } : {}),
    segments: workSegments(part),
    metrics: metrics.list(),
  }
}

function emitAlert(metrics: Metrics, part: AgentPart, journey: Journey, centre: Centre): void {
  const { alert } = part
  if (alert !== null && alert.to !== null) {
    metrics.emit('tAlert', alert.to - alert.from, alert.to)
    if (alert.result === 'not_responding') metrics.emit('tNotResponding', alert.to - alert.from, alert.to)
    if (alert.result === 'not_responding') metrics.emit('nError', 1, alert.to)
  }
  const wait = journey.waits.find(({ sessionId }) => sessionId === part.waitSessionId)
  if (part.acceptedAt === null || wait === undefined || wait.end === null) return
  const waited = wait.end.at - wait.enteredAt
  const target = centre.queues.find((queue) => queue.id === wait.queueId)?.targetsMs[wait.channel] ?? Infinity
  metrics.emit('tAnswered', waited, part.acceptedAt)
  if (waited > target) metrics.emit('nOverSla', 1, part.acceptedAt)
  if (wait.cause === 'campaign') metrics.emit('nOutbound', 1, part.acceptedAt)
}

function emitDial(metrics: Metrics, part: AgentPart): void {
  const { contacting, dialing } = part
  const started = contacting?.from ?? dialing?.from
  if (started !== undefined && part.queueId !== null) metrics.emit('nOutbound', 1, started)
  if (contacting?.to != null) metrics.emit('tContacting', contacting.to - contacting.from, contacting.to)
  if (dialing?.to != null) metrics.emit('tDialing', dialing.to - dialing.from, dialing.to)
}

/** Talk and hold of each stretch, and their sums once the last is over; returns the sum of both, 0 while they last. */
function emitTalk(metrics: Metrics, part: AgentPart): number {
  const sums = { talk: 0, hold: 0 }
  for (const stretch of part.stretches) {
    if (stretch.to === null) continue
    const ms = stretch.to - stretch.from
    sums[stretch.kind] += ms
    metrics.emit(stretch.kind === 'talk' ? 'tTalk' : 'tHeld', ms, stretch.to)
  }
  const end = part.stretches.at(-1)?.to
  if (end == null) return 0
  if (sums.hold > 0) metrics.emit('tHeldComplete', sums.hold, end)
  if (sums.talk > 0) metrics.emit('tTalkComplete', sums.talk, end)
  return sums.talk + sums.hold
}

/** Most remote hang-ups come with an error that is none. */
function emitHarmlessError(metrics: Metrics, part: AgentPart): void {
  const end = part.stretches.at(-1)?.to
  if (end != null && part.channel === 'voice' && part.letGo === 'customer') metrics.emit('nError', 1, end)
}

function emitHandOver(metrics: Metrics, part: AgentPart): void {
  for (const at of part.consultedAt) metrics.emit('nConsult', 1, at)
  if (part.transfer === null) return
  metrics.emit('nTransferred', 1, part.transfer.at)
  metrics.emit(part.transfer.kind === 'blind' ? 'nBlindTransferred' : 'nConsultTransferred', 1, part.transfer.at)
}

/** After-call work and the handle time, once all of the participation is over. */
function emitHandle(metrics: Metrics, part: AgentPart, connectedMs: number): void {
  const { acw } = part
  if (acw !== null) {
    if (acw.to === null) return
    metrics.emit('tAcw', acw.ms, acw.from + acw.ms)
    metrics.emit('tHandle', connectedMs + acw.ms, acw.from + acw.ms)
    return
  }
  const last = part.stretches.at(-1) ?? part.dialing
  if (last?.to != null && connectedMs > 0) metrics.emit('tHandle', connectedMs, last.to)
}

function dialMs(part: AgentPart): number {
  return [part.contacting, part.dialing].reduce(
    (sum, stretch) => sum + (stretch?.to == null ? 0 : stretch.to - stretch.from),
    0,
  )
}

function workSegments(part: AgentPart): Segment[] {
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

/** The call inside a callback: its own talk and dialing, and the participant's after-call work once more. */
function callSession(call: CallbackCall, part: AgentPart, journey: Journey): Session {
  const isLast = call === part.calls.at(-1)
  const asOutbound: AgentPart = {
    ...part,
    sessionId: call.sessionId,
    channel: 'voice',
    direction: 'outbound',
    alert: null,
    acceptedAt: null,
    waitSessionId: null,
    dialing: call.dialing,
    stretches: call.talk === null ? [] : [{ ...call.talk, kind: 'talk', isConference: false }],
    acw: isLast ? part.acw : null,
    consultedAt: [],
    transfer: null,
    calls: [],
  }
  const metrics = new Metrics()
  emitDial(metrics, asOutbound)
  const talkedMs = emitTalk(metrics, asOutbound)
  if (isOver(asOutbound)) emitHandle(metrics, asOutbound, talkedMs + dialMs(asOutbound))
  return {
    direction: 'outbound',
    mediaType: 'voice',
    provider: PROVIDERS.voice,
    sessionId: call.sessionId,
    peerId: journey.customer.sessionId,
    segments: workSegments(asOutbound),
    metrics: metrics.list(),
  }
}

function isOver(part: AgentPart): boolean {
  return [part.dialing, ...part.stretches].every((stretch) => stretch === null || stretch.to !== null)
}

const OBSERVATIONS = {
  monitor: { segmentType: 'monitoring', metric: 'tMonitoring', field: 'monitoredParticipantId' },
  coach: { segmentType: 'coaching', metric: 'tCoaching', field: 'coachedParticipantId' },
  barge: { segmentType: 'barging', metric: 'tBarging', field: 'bargedParticipantId' },
} as const

function observingSession(part: AgentPart, journey: Journey): Session {
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
