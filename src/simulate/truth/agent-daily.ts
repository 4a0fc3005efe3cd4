import type { AgentDayKey } from './agent-key.js'
import { keyOf, partsOf } from './agent-key.js'
import type { Row, StateTimes, WholeDay } from './agent-day.js'
import { AgentDay, agentDayRow, alertsByStates } from './agent-day.js'
import type { DateBasis, LocalDay } from './basis.js'
import type { AgentLeg, Legs } from './legs.js'

/** A finished evaluation that counts. */
export interface CountedEvaluation {
  readonly agentId: string
  readonly score: number
}

/** Counts legs, evaluations and states into the agent scorecard of one date basis. */
export class AgentDaily {
  readonly #days = new Map<string, AgentDay>()
  readonly #wholes = new Map<string, WholeDay>()

  constructor(
    readonly basis: DateBasis,
    readonly localDay: LocalDay,
    readonly platform: string,
    readonly tellsRefusalsByStates = false,
  ) {}

  add(legs: Legs): void {
    for (const leg of legs.agentLegs) this.#addLeg(leg, legs.startedAt)
  }

  /** Evaluations stand on the day of the evaluated agent's last leg; without a leg, on that of the conversation. */
  addEvaluation(evaluation: CountedEvaluation, legs: Legs): void {
    const starts = legs.agentLegs.filter((leg) => leg.agentId === evaluation.agentId).map((leg) => leg.startedAt)
    const at = this.basis === 'conversation' || starts.length === 0 ? legs.startedAt : Math.max(...starts)
    const whole = this.#whole(this.localDay(at), evaluation.agentId)
    whole.evaluations++
    whole.scores += evaluation.score
  }

  /** The state times of one agent on one local day, whatever the basis. */
  addStates(date: string, agentId: string, states: StateTimes): void {
    this.#whole(date, agentId).states = states
  }

  rows(): Row[] {
    const keys = new Map<string, AgentDayKey>()
    for (const key of this.#days.keys()) keys.set(key, partsOf(key))
    for (const key of this.#wholes.keys()) keys.set(key, partsOf(key))
    return [...keys]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([text, key]) => {
        const whole =
          key.channel === 'all' ? (this.#wholes.get(text) ?? { evaluations: 0, scores: 0, states: null }) : null
        const day = this.#days.get(text) ?? new AgentDay()
        const alerts = this.tellsRefusalsByStates ? alertsByStates(day, whole) : day
        return agentDayRow({ ...key, basis: this.basis, platform: this.platform }, day, whole, alerts)
      })
  }

  #addLeg(leg: AgentLeg, conversationAt: number): void {
    const on = (eventAt: number, legAt: number): AgentDay[] => {
      const at = this.basis === 'leg' ? legAt : this.basis === 'event' ? eventAt : conversationAt
      return [leg.channel, 'all'].map((channel) =>
        this.#day({ date: this.localDay(at), agentId: leg.agentId, channel }),
      )
    }
    if (leg.alert !== null && leg.alertAt !== null) {
      for (const day of on(leg.alertAt, leg.alertAt)) {
        day.alerted++
        if (leg.alert === 'not_responding') day.notResponding++
        if (leg.alert === 'declined') day.declined++
      }
    }
    if (leg.isAnsweredFromQueue) for (const day of on(leg.startedAt, leg.startedAt)) day.answered++
    if (leg.kind === null) return
    for (const day of on(leg.handledAt, leg.startedAt)) countHandle(day, leg)
    if (leg.kind === 'handled') this.#addParts(leg, (at) => on(at, leg.startedAt))
  }

  #addParts(leg: AgentLeg, on: (eventAt: number) => AgentDay[]): void {
    if (leg.talkMs > 0) for (const day of on(leg.talkedAt)) day.talkMs += leg.talkMs
    if (!leg.isHoldKnown) for (const day of on(leg.talkedAt)) day.unknownHolds++
    if (leg.holdMs > 0) {
      for (const day of on(leg.talkedAt)) {
        day.held++
        day.holdMs += leg.holdMs
      }
    }
    if (leg.acwMs > 0) for (const day of on(leg.acwAt)) day.acwMs += leg.acwMs
    if (leg.transferredAt !== null) for (const day of on(leg.transferredAt)) day.transferred++
  }

  #day(key: AgentDayKey): AgentDay {
    const text = keyOf(key)
    const found = this.#days.get(text)
    if (found !== undefined) return found
    const made = new AgentDay()
    this.#days.set(text, made)
    return made
  }

  #whole(date: string, agentId: string): WholeDay {
    const text = keyOf({ date, agentId, channel: 'all' })
    const found = this.#wholes.get(text)
    if (found !== undefined) return found
    const made: WholeDay = { evaluations: 0, scores: 0, states: null }
    this.#wholes.set(text, made)
    return made
  }
}

function countHandle(day: AgentDay, leg: AgentLeg): void {
  switch (leg.kind) {
    case 'handled':
      day.handled++
      day.handleMs += leg.handleMs
      return
    case 'outbound':
      day.outbound++
      day.outboundMs += leg.handleMs
      return
    case 'unconnected':
      day.unconnected++
      day.unconnectedMs += leg.handleMs
      return
    case 'non_queue':
      day.nonQueue++
      day.nonQueueMs += leg.handleMs
  }
}
