import type { Centre } from '../../centre.js'
import type { AgentPart, Journey } from '../../journey.js'
import type { Metrics } from './record.js'

export function emitAlert(metrics: Metrics, part: AgentPart, journey: Journey, centre: Centre): void {
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

export function emitDial(metrics: Metrics, part: AgentPart): void {
  const { contacting, dialing } = part
  const started = contacting?.from ?? dialing?.from
  if (started !== undefined && part.queueId !== null) metrics.emit('nOutbound', 1, started)
  if (contacting?.to != null) metrics.emit('tContacting', contacting.to - contacting.from, contacting.to)
  if (dialing?.to != null) metrics.emit('tDialing', dialing.to - dialing.from, dialing.to)
}

/** Talk and hold of each stretch, and their sums once the last is over; returns the sum of both, 0 while they last. */
export function emitTalk(metrics: Metrics, part: AgentPart): number {
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
export function emitHarmlessError(metrics: Metrics, part: AgentPart): void {
  const end = part.stretches.at(-1)?.to
  if (end != null && part.channel === 'voice' && part.letGo === 'customer') metrics.emit('nError', 1, end)
}

export function emitHandOver(metrics: Metrics, part: AgentPart): void {
  for (const at of part.consultedAt) metrics.emit('nConsult', 1, at)
  if (part.transfer === null) return
  metrics.emit('nTransferred', 1, part.transfer.at)
  metrics.emit(part.transfer.kind === 'blind' ? 'nBlindTransferred' : 'nConsultTransferred', 1, part.transfer.at)
}

/** After-call work and the handle time, once all of the participation is over. */
export function emitHandle(metrics: Metrics, part: AgentPart, connectedMs: number): void {
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

export function dialMs(part: AgentPart): number {
  return [part.contacting, part.dialing].reduce(
    (sum, stretch) => sum + (stretch?.to == null ? 0 : stretch.to - stretch.from),
    0,
  )
}
