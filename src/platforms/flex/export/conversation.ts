import type { Centre } from '../../centre.js'
import type { AgentPart, Journey, QueueWait } from '../../journey.js'
import { numberOf } from './customer.js'
import type { TaskRouterEvent } from './event.js'
import { emitReservation, reservationSid } from './reservation.js'
import { giverOf, TASK_LEAD_MS, transferrerTo } from './seen.js'
import { sidFrom } from './sids.js'
import { Task } from './task.js'

/** The events of a journey as far as TaskRouter knows it, in the order in which they happened. */
export function eventsOf(journey: Journey, centre: Centre): TaskRouterEvent[] {
  const story = new Story(journey, centre)
  for (const wait of journey.waits) story.addWait(wait)
  for (const part of journey.parts) story.addPart(part)
  const tasks = [...new Set(story.tasks)]
  for (const task of tasks) task.finish()
  return tasks.flatMap(({ events }) => events).sort((left, right) => left.at - right.at)
}

class Story {
  readonly tasks: Task[] = []
  readonly #ofWait = new Map<string, Task>()
  readonly #ofPart = new Map<string, Task>()

  constructor(
    readonly journey: Journey,
    readonly centre: Centre,
  ) {}

  addWait(wait: QueueWait): void {
    const task = this.#taskOfWait(wait)
    this.#ofWait.set(wait.sessionId, task)
    for (const { leftAt, at } of wait.reEntries ?? []) {
      task.emit('task-queue.moved', leftAt)
      task.enter(wait.queueId, at)
    }
    task.ends.push(wait.end?.at ?? Infinity)
    if (wait.end !== null) this.#endWait(task, wait, wait.end)
  }

  addPart(part: AgentPart): void {
    const task = this.#taskOf(part)
    if (task === undefined) return
    emitReservation(task, part)
    if (task.start.isForWorker && part.alert?.to != null && part.acceptedAt === null) {
      task.emit('task.canceled', part.alert.to, { task_canceled_reason: 'transfer not accepted' })
      task.isOver = true
    }
  }

  #taskOfWait(wait: QueueWait): Task {
    const { journey } = this
    if (wait.channel === 'voice' && (wait.cause === 'transfer' || wait.cause === 'consult')) {
      const giver =
        wait.cause === 'transfer' ? transferrerTo(wait, journey.parts) : consulterAt(wait.enteredAt, journey.parts)
      const task = giver && this.#taskOf(giver)
      if (giver !== undefined && task !== undefined) {
        task.transferTo(wait.queueId, wait.enteredAt)
        this.#initiate(task, giver, wait.enteredAt, wait.cause === 'consult' ? 'WARM' : 'COLD', 'QUEUE', wait.queueId)
        task.enter(wait.queueId, wait.enteredAt)
        if (wait.cause === 'consult') this.#endConsult(task, giver, wait.enteredAt, wait.sessionId, wait.queueId)
        return task
      }
    }
    if (wait.cause === 'overflow') {
      const before = this.#ofWait.get(journey.waits[journey.waits.indexOf(wait) - 1]?.sessionId ?? '')
      if (before !== undefined) {
        before.enter(wait.queueId, wait.enteredAt)
        return before
      }
    }
    const transferrer = wait.cause === 'transfer' ? transferrerTo(wait, journey.parts) : undefined
    const task = this.#begin(wait, wait.queueId, transferrer?.transfer?.at ?? wait.enteredAt - TASK_LEAD_MS, false)
    task.enter(wait.queueId, wait.enteredAt)
    return task
  }

  /** How an enquiry ended for the one who asked: handed over, or taken back. */
  #endConsult(
    task: Task,
    giver: AgentPart,
    at: number,
    waitId: string | null,
    target: string,
    asked?: AgentPart,
  ): void {
    const helper =
      asked ?? this.journey.parts.find((part) => part.waitSessionId === waitId && part.stretches.length > 0)
    const talked = helper?.stretches.at(-1)?.to
    if (helper === undefined) return
    if (giver.transfer?.kind === 'consult') this.#conclude('completed', task, giver, giver.transfer.at, at, target)
    else if (talked != null) this.#conclude('canceled', task, giver, talked, at, target)
  }

  #endWait(task: Task, wait: QueueWait, end: NonNullable<QueueWait['end']>): void {
    const cancel = (reason: string, conversations: Record<string, string> = {}): void => {
      task.emit('task.canceled', end.at, { task_canceled_reason: reason }, conversations)
      task.isOver = true
    }
    switch (end.outcome) {
      case 'answered':
        return
      case 'abandoned':
        return cancel('hangup')
      case 'given_up': {
        const giver = wait.cause === 'consult' ? consulterAt(wait.enteredAt, this.journey.parts) : undefined
        if (giver !== undefined) return this.#conclude('canceled', task, giver, end.at, wait.enteredAt, wait.queueId)
        task.emit('task.deleted', end.at)
        task.isOver = true
        return
      }
      case 'flow_out':
        if (end.flowOut === 'voicemail') return cancel('', { abandoned: 'Follow-Up', abandoned_phase: 'Voicemail' })
        if (end.flowOut === 'callback') return cancel('Callback requested', { abandoned: 'Follow-Up' })
        if (end.flowOut === 'overflow') return task.emit('task-queue.moved', end.at)
        task.emit('workflow.timeout', end.at)
        return cancel('Task canceled on Workflow timeout')
    }
  }

  #taskOfDirect(part: AgentPart, earlier: readonly AgentPart[]): Task | undefined {
    const dialed = part.contacting?.from ?? part.dialing?.from
    if (dialed !== undefined) {
      const task = this.#begin(part, part.queueId ?? '', dialed, true)
      task.enter(part.queueId ?? '', dialed)
      return task
    }
    const giver = giverOf(part, earlier)
    const given = giver && this.#taskOf(giver)
    const at = part.alert?.from
    if (giver === undefined || given === undefined || at === undefined) return undefined
    if (part.channel !== 'voice') {
      const task = this.#begin(part, part.queueId ?? '', at, false, true)
      task.enter(part.queueId ?? '', at)
      return task
    }
    const isConsult = giver.consultedAt.some((asked) => asked <= at && at - asked <= 400)
    this.#initiate(given, giver, at, isConsult ? 'WARM' : 'COLD', 'WORKER', part.agentId)
    if (isConsult) this.#endConsult(given, giver, at, null, part.agentId, part)
    else if (part.alert?.to != null && part.acceptedAt === null)
      this.#conclude('failed', given, giver, part.alert.to, at, part.agentId)
    return given
  }

  #begin(
    of: AgentPart | QueueWait,
    queueId: string,
    createdAt: number,
    isOutbound: boolean,
    isForWorker = false,
  ): Task {
    const { sessionId: id, channel } = of
    const conversationId = this.journey.id
    const customerNumber = numberOf(this.journey)
    const start = { id, conversationId, channel, isOutbound, customerNumber, isForWorker, queueId, createdAt }
    const task = new Task(start, this.centre)
    this.tasks.push(task)
    return task
  }

  #taskOf(part: AgentPart): Task | undefined {
    if (part.waitSessionId !== null) return this.#ofWait.get(part.waitSessionId)
    return this.#ofPart.get(part.sessionId) ?? this.#addAhead(part)
  }

  /** Parts that were reached directly come after the waits that they cause: their task is made when it is asked for. */
  #addAhead(part: AgentPart): Task | undefined {
    const { parts } = this.journey
    const task = this.#taskOfDirect(part, parts.slice(0, parts.indexOf(part)))
    if (task !== undefined) this.#ofPart.set(part.sessionId, task)
    return task
  }

  #initiate(task: Task, giver: AgentPart, at: number, mode: string, type: string, target: string): void {
    task.emit('task.transfer-initiated', at, transferData(task, giver, at, mode, type, target))
  }

  #conclude(how: string, task: Task, giver: AgentPart, at: number, initiatedAt: number, target: string): void {
    const type = target.startsWith('WK') ? 'WORKER' : 'QUEUE'
    const mode = how === 'failed' ? 'COLD' : 'WARM'
    task.emit(`task.transfer-${how}`, at, transferData(task, giver, initiatedAt, mode, type, target))
  }
}

function transferData(
  task: Task,
  giver: AgentPart,
  initiatedAt: number,
  mode: string,
  type: string,
  target: string,
): Record<string, string> {
  return {
    task_transfer_sid: sidFrom('TT', `${task.sid} ${initiatedAt}`),
    transfer_mode: mode,
    transfer_type: type,
    transfer_to: target,
    transfer_initiating_reservation_sid: reservationSid(task, giver),
    transfer_initiating_worker_sid: giver.agentId,
  }
}

/** The agent who asked a colleague at that moment. */
export function consulterAt(at: number, parts: readonly AgentPart[]): AgentPart | undefined {
  return parts.find(({ consultedAt }) => consultedAt.some((asked) => asked <= at && at - asked <= 400))
}
