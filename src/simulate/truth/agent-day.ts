import { ratio } from './percentile.js'

/** What is summed of one agent, channel (or all) and day. Milliseconds. */
export class AgentDay {
  alerted = 0
  answered = 0
  notResponding = 0
  declined = 0
  handled = 0
  handleMs = 0
  talkMs = 0
  holdMs = 0
  acwMs = 0
  held = 0
  /** Handled legs whose holds nobody knows. */
  unknownHolds = 0
  transferred = 0
  outbound = 0
  outboundMs = 0
  unconnected = 0
  unconnectedMs = 0
  nonQueue = 0
  nonQueueMs = 0
}

/** What only the row `all` has; states are null when nothing is known of them on that day. */
export interface WholeDay {
  evaluations: number
  scores: number
  states: StateTimes | null
}

/** Milliseconds of each state within one local day, and how many states of not responding began on it. */
export interface StateTimes {
  loggedIn: number
  handling: number
  waiting: number
  notResponding: number
  otherOnQueue: number
  offQueue: number
  refusals: number
}

/** What an agent made of alerts; null where it is not known. */
export interface Alerts {
  readonly alerted: number | null
  readonly notResponding: number | null
  readonly declined: number | null
}

/** Each state of not responding is an alert more than was accepted; whether it was declined is not told. */
export function alertsByStates(day: AgentDay, whole: WholeDay | null): Alerts {
  const refusals = whole?.states?.refusals
  if (refusals === undefined) return { alerted: null, notResponding: null, declined: null }
  return { alerted: day.alerted + refusals, notResponding: refusals, declined: null }
}

export type Row = Record<string, string | number | boolean | null>

/** A row of mrt_agent_scorecard, under its column names; `whole` is null on a channel's row. */
export function agentDayRow(
  key: { date: string; agentId: string; channel: string; basis: string; platform: string },
  day: AgentDay,
  whole: WholeDay | null,
  alerts: Alerts,
): Row {
  const isHoldKnown = day.unknownHolds === 0
  return {
    platform: key.platform,
    org_id: '',
    interaction_date: key.date,
    agent_id: key.agentId,
    channel: key.channel,
    date_basis: key.basis,
    alerted_count: alerts.alerted,
    answered_count: day.answered,
    not_responding_count: alerts.notResponding,
    not_responding_rate: alerts.notResponding === null ? null : ratio(alerts.notResponding, alerts.alerted ?? 0),
    declined_count: alerts.declined,
    handled_count: day.handled,
    total_handle_seconds: day.handleMs / 1000,
    total_talk_seconds: day.talkMs / 1000,
    total_hold_seconds: isHoldKnown ? day.holdMs / 1000 : null,
    total_acw_seconds: day.acwMs / 1000,
    avg_handle_seconds: ratio(day.handleMs / 1000, day.handled),
    avg_talk_seconds: ratio(day.talkMs / 1000, day.handled),
    avg_hold_seconds: isHoldKnown ? ratio(day.holdMs / 1000, day.handled) : null,
    avg_acw_seconds: ratio(day.acwMs / 1000, day.handled),
    held_count: isHoldKnown ? day.held : null,
    hold_rate: isHoldKnown ? ratio(day.held, day.handled) : null,
    transferred_count: day.transferred,
    transfer_rate: ratio(day.transferred, day.handled),
    outbound_handled_count: day.outbound,
    total_outbound_handle_seconds: day.outboundMs / 1000,
    unconnected_handle_count: day.unconnected,
    total_unconnected_handle_seconds: day.unconnectedMs / 1000,
    non_queue_handled_count: day.nonQueue,
    total_non_queue_handle_seconds: day.nonQueueMs / 1000,
    evaluation_count: whole?.evaluations ?? null,
    evaluation_score_sum: whole?.scores ?? null,
    avg_evaluation_score: whole === null ? null : ratio(whole.scores, whole.evaluations),
    ...stateColumns(whole?.states ?? null),
  }
}

function stateColumns(states: StateTimes | null): Row {
  const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : ms / 1000)
  const rate = (part: number | undefined, ...base: (number | undefined)[]): number | null =>
    part === undefined
      ? null
      : ratio(
          part,
          base.reduce<number>((sum, ms) => sum + (ms ?? 0), 0),
        )
  return {
    logged_in_seconds: seconds(states?.loggedIn),
    handling_seconds: seconds(states?.handling),
    waiting_seconds: seconds(states?.waiting),
    not_responding_seconds: seconds(states?.notResponding),
    other_on_queue_seconds: seconds(states?.otherOnQueue),
    off_queue_seconds: seconds(states?.offQueue),
    occupancy_rate: rate(states?.handling, states?.handling, states?.waiting, states?.otherOnQueue),
    utilization_rate: rate(states?.handling, states?.loggedIn),
    working_rate: rate(states === null ? undefined : states.handling + states.waiting, states?.loggedIn),
  }
}
