import type { DateBasis, LocalDay } from './basis.js'
import type { AgentLeg, Legs, QueueLeg } from './legs.js'
import { QueueDay, queueDayRow } from './queue-day.js'

/** Counts legs into the daily queue table of one date basis. */
export class QueueDaily {
  readonly #days = new Map<string, QueueDay>()
  /** The cells this conversation has already been counted in. */
  readonly #seen = new Set<QueueDay>()

  constructor(
    readonly basis: DateBasis,
    readonly localDay: LocalDay,
    readonly platform: string,
  ) {}

  add(legs: Legs): void {
    this.#seen.clear()
    for (const leg of legs.queueLegs) this.#addQueueLeg(leg, legs.startedAt)
    for (const leg of legs.agentLegs) this.#addAgentLeg(leg, legs.startedAt)
  }

  rows(): Record<string, string | number | boolean | null>[] {
    return [...this.#days]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, day]) => {
        const [date = '', queueId = '', channel = ''] = key.split('|')
        return queueDayRow({ date, queueId, channel, basis: this.basis, platform: this.platform }, day)
      })
  }

  #addQueueLeg(leg: QueueLeg, conversationAt: number): void {
    const on = (eventAt: number): QueueDay => {
      const at = this.basis === 'leg' ? leg.enteredAt : this.basis === 'event' ? eventAt : conversationAt
      return this.#day(at, leg.queueId, leg.channel)
    }
    const entry = on(leg.enteredAt)
    this.#countInteraction(entry)
    entry.offered++
    if (leg.isConsult) entry.consultOffered++
    if (leg.isTransferredIn) entry.transferredIn++
    if (leg.outcomeAt === null) {
      entry.open++
      return
    }
    const end = on(leg.outcomeAt)
    if (leg.outcome !== 'other') end.maxWaitMs = Math.max(end.maxWaitMs ?? 0, leg.waitMs)
    countOutcome(end, leg)
  }

  #addAgentLeg(leg: AgentLeg, conversationAt: number): void {
    const { queueId } = leg
    if (queueId === null) return
    const on = (eventAt: number, legAt: number): QueueDay => {
      const at = this.basis === 'leg' ? legAt : this.basis === 'event' ? eventAt : conversationAt
      return this.#day(at, queueId, leg.channel)
    }
    const anchor = leg.queueEnteredAt ?? leg.startedAt
    if (leg.kind === 'outbound') {
      const day = on(leg.handledAt, leg.startedAt)
      day.outbound++
      day.outboundMs += leg.handleMs
    } else if (leg.kind === 'unconnected') {
      const day = on(leg.handledAt, leg.startedAt)
      day.unconnected++
      day.unconnectedMs += leg.handleMs
    } else if (leg.kind === 'handled') {
      const day = on(leg.handledAt, anchor)
      this.#countInteraction(day)
      day.handled++
      day.handleMs += leg.handleMs
      day.handles.push(leg.handleMs)
      if (leg.talkMs > 0) on(leg.talkedAt, anchor).talkMs += leg.talkMs
      if (!leg.isHoldKnown) on(leg.talkedAt, anchor).unknownHolds++
      if (leg.holdMs > 0) {
        on(leg.talkedAt, anchor).held++
        on(leg.talkedAt, anchor).holdMs += leg.holdMs
      }
      if (leg.acwMs > 0) on(leg.acwAt, anchor).acwMs += leg.acwMs
      if (leg.transferredAt !== null) on(leg.transferredAt, anchor).transferred++
    }
  }

  #countInteraction(day: QueueDay): void {
    if (this.#seen.has(day)) return
    this.#seen.add(day)
    day.interactions++
  }

  #day(at: number, queueId: string, channel: string): QueueDay {
    const key = `${this.localDay(at)}|${queueId}|${channel}`
    const found = this.#days.get(key)
    if (found !== undefined) return found
    const made = new QueueDay()
    this.#days.set(key, made)
    return made
  }
}

function countOutcome(day: QueueDay, leg: QueueLeg): void {
  if (leg.isInPlatformTarget !== null) day.platformBase++
  if (leg.isInPlatformTarget === true) day.inPlatformTarget++
  switch (leg.outcome) {
    case 'answered':
      day.answered++
      day.answerWaitMs += leg.waitMs
      if (leg.isInTarget) day.inTarget++
      return
    case 'abandoned':
      day.abandoned++
      day.abandonWaitMs += leg.waitMs
      if (leg.isShort) day.short++
      return
    case 'flow_out':
      day.flowOut++
      if (leg.flowOut === 'callback') day.flowOutCallback++
      if (leg.flowOut === 'voicemail') day.flowOutVoicemail++
      if (leg.flowOut === 'overflow') day.flowOutOverflow++
      return
    case 'other':
      day.other++
  }
}
