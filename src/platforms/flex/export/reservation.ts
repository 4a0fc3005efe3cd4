import type { AgentPart } from '../../journey.js'
import type { Task } from './task.js'
import { sidFrom } from './sids.js'

const REFUSALS = {
  not_responding: 'reservation.timeout',
  declined: 'reservation.rejected',
  caller_gone: 'reservation.canceled',
} as const

/** The instant at which the worker took the task; null while or where never. */
export function takenAt(part: AgentPart): number | null {
  return part.acceptedAt ?? (part.dialing !== null ? (part.stretches[0]?.from ?? null) : null)
}

/** The instant at which the worker was done with it, after-call work included; null while not. */
export function doneAt(part: AgentPart): number | null {
  return part.acw === null ? (part.stretches.at(-1)?.to ?? null) : part.acw.to
}

/** All that happens to one reservation. */
export function emitReservation(task: Task, part: AgentPart): void {
  const worker = task.centre.agents.find(({ id }) => id === part.agentId)
  const data = {
    reservation_sid: reservationSid(task, part),
    worker_sid: part.agentId,
    worker_name: worker?.email.split('@')[0] ?? '',
    worker_attributes: JSON.stringify({ full_name: worker?.name ?? '', email: worker?.email ?? '' }),
    ...(part.queueId === null ? {} : { task_queue_sid: part.queueId }),
  }
  const taken = takenAt(part)
  const offered = part.contacting?.from ?? part.dialing?.from ?? part.alert?.from ?? taken
  if (offered === null) return
  task.emit('reservation.created', offered, data)
  const refused = refusal(part)
  if (refused !== null) {
    task.emit(refused.type, refused.at, data)
    task.ends.push(refused.at)
    return
  }
  const done = taken === null ? null : doneAt(part)
  task.ends.push(done ?? Infinity)
  if (taken === null) return
  task.emit('reservation.accepted', taken, data)
  if (part.acw !== null) task.emit('reservation.wrapup', part.acw.from, data)
  if (done !== null) task.emit('reservation.completed', done, data, { outcome: part.wrapUpCodeId ?? 'None' })
}

function refusal(part: AgentPart): { type: string; at: number } | null {
  const { alert, dialing } = part
  if (alert?.to != null && alert.result !== null && alert.result !== 'accepted') {
    return { type: REFUSALS[alert.result], at: alert.to }
  }
  if (dialing?.to != null && part.stretches.length === 0) return { type: 'reservation.canceled', at: dialing.to }
  return null
}

/** Session ids may recur in other conversations; sids never do. */
export function reservationSid(task: Task, part: AgentPart): string {
  return reservationSidOf(task.start.conversationId, part.sessionId)
}

export function reservationSidOf(conversationId: string, sessionId: string): string {
  return sidFrom('WR', `${conversationId} ${sessionId}`)
}
