import type { Centre } from '../../centre.js'
import type { Channel } from '../../journey.js'
import type { TaskRouterEvent } from './event.js'
import { sidFrom } from './sids.js'

const CHANNELS: Readonly<Record<Channel, string>> = {
  voice: 'voice',
  callback: 'voice',
  chat: 'chat',
  message: 'whatsapp',
  email: 'email',
}

export interface TaskStart {
  readonly id: string
  readonly conversationId: string
  readonly channel: Channel
  readonly isOutbound: boolean
  /** Null where we called. */
  readonly customerNumber: string | null
  /** Made to hand a chat to one worker. */
  readonly isForWorker: boolean
  readonly queueId: string
  readonly createdAt: number
}

/** One task while its events are collected. */
export class Task {
  readonly sid: string
  readonly events: TaskRouterEvent[] = []
  /** The instants at which its waits and reservations ended; Infinity while one has not. */
  readonly ends: number[] = []
  isOver = false
  readonly #entries: { readonly queueId: string; readonly at: number }[]

  constructor(
    readonly start: TaskStart,
    readonly centre: Centre,
  ) {
    this.sid = sidFrom('WT', `${start.conversationId} ${start.id}`)
    this.#entries = [{ queueId: start.queueId, at: start.createdAt }]
    this.emit('task.created', start.createdAt)
  }

  enter(queueId: string, at: number): void {
    this.transferTo(queueId, at)
    this.emit('task-queue.entered', at)
  }

  /** A transfer moves the task into the queue at once. */
  transferTo(queueId: string, at: number): void {
    this.#entries.push({ queueId, at })
  }

  emit(
    type: string,
    at: number,
    data: Readonly<Record<string, string | number>> = {},
    conversations: Readonly<Record<string, string>> = {},
  ): void {
    const { start, centre } = this
    const entry = this.#entries.findLast((each) => each.at <= at) ?? { queueId: start.queueId, at: start.createdAt }
    const queueId = String(data['task_queue_sid'] ?? entry.queueId)
    const attributes = {
      direction: start.isOutbound ? 'outbound' : 'inbound',
      ...(start.isOutbound || start.customerNumber === null ? {} : { from: start.customerNumber }),
      ...(start.channel === 'callback' ? { taskType: 'callback' } : {}),
      ...(start.isForWorker ? { transferTargetType: 'worker' } : {}),
      conversations: { conversation_id: start.conversationId, ...conversations },
    }
    this.events.push({
      sid: sidFrom('EV', [this.sid, type, at, data['reservation_sid'], data['task_transfer_sid']].join(' ')),
      type,
      at,
      data: {
        task_sid: this.sid,
        task_attributes: JSON.stringify(attributes),
        task_channel_unique_name: CHANNELS[start.channel],
        task_queue_sid: queueId,
        task_queue_name: centre.queues.find(({ id }) => id === queueId)?.name ?? '',
        task_queue_entered_date: entry.at,
        task_date_created: start.createdAt,
        ...data,
      },
    })
  }

  /** Once nothing more runs on it, it is completed. */
  finish(): void {
    const end = Math.max(...this.ends)
    if (!this.isOver && Number.isFinite(end)) this.emit('task.completed', end, { task_assignment_status: 'completed' })
  }
}
