import { percentileSeconds, ratio } from './percentile.js'

/** What is summed of one queue, channel and day. Milliseconds. */
export class QueueDay {
  interactions = 0
  offered = 0
  answered = 0
  abandoned = 0
  short = 0
  flowOut = 0
  flowOutCallback = 0
  flowOutVoicemail = 0
  flowOutOverflow = 0
  other = 0
  open = 0
  consultOffered = 0
  transferredIn = 0
  handled = 0
  outbound = 0
  unconnected = 0
  transferred = 0
  held = 0
  /** Handled legs whose holds nobody knows. */
  unknownHolds = 0
  inTarget = 0
  inPlatformTarget = 0
  platformBase = 0
  answerWaitMs = 0
  abandonWaitMs = 0
  handleMs = 0
  talkMs = 0
  holdMs = 0
  acwMs = 0
  outboundMs = 0
  unconnectedMs = 0
  maxWaitMs: number | null = null
  readonly handles: number[] = []
}

export interface QueueDayKey {
  readonly date: string
  readonly queueId: string
  readonly channel: string
  readonly basis: string
  readonly platform: string
}

/** A row of mrt_daily_queue_kpis, under its column names. */
export function queueDayRow(key: QueueDayKey, day: QueueDay): Record<string, string | number | boolean | null> {
  const handles = Float64Array.from(day.handles).sort()
  const isHoldKnown = day.unknownHolds === 0
  const base = day.answered + day.abandoned
  const serviceLevel = ratio(day.inTarget, base)
  const handlePercentile = (share: number): number | null => percentileSeconds(handles, share)
  return {
    platform: key.platform,
    org_id: '',
    interaction_date: key.date,
    queue_id: key.queueId,
    channel: key.channel,
    date_basis: key.basis,
    total_interactions: day.interactions,
    offered_count: day.offered,
    answered_count: day.answered,
    abandoned_count: day.abandoned,
    short_abandoned_count: day.short,
    flow_out_count: day.flowOut,
    flow_out_callback_count: day.flowOutCallback,
    flow_out_voicemail_count: day.flowOutVoicemail,
    flow_out_overflow_count: day.flowOutOverflow,
    other_count: day.other,
    open_count: day.open,
    consult_offered_count: day.consultOffered,
    transferred_in_offered_count: day.transferredIn,
    handled_count: day.handled,
    outbound_handled_count: day.outbound,
    unconnected_handle_count: day.unconnected,
    transferred_count: day.transferred,
    held_count: isHoldKnown ? day.held : null,
    answered_in_target_count: day.inTarget,
    service_level_base_count: base,
    total_answer_wait_seconds: day.answerWaitMs / 1000,
    total_abandon_wait_seconds: day.abandonWaitMs / 1000,
    total_handle_seconds: day.handleMs / 1000,
    total_talk_seconds: day.talkMs / 1000,
    total_hold_seconds: isHoldKnown ? day.holdMs / 1000 : null,
    total_acw_seconds: day.acwMs / 1000,
    total_outbound_handle_seconds: day.outboundMs / 1000,
    total_unconnected_handle_seconds: day.unconnectedMs / 1000,
    max_wait_seconds: seconds(day.maxWaitMs),
    avg_speed_of_answer_seconds: ratio(day.answerWaitMs / 1000, day.answered),
    avg_abandon_wait_seconds: ratio(day.abandonWaitMs / 1000, day.abandoned),
    avg_handle_seconds: ratio(day.handleMs / 1000, day.handled),
    avg_talk_seconds: ratio(day.talkMs / 1000, day.handled),
    avg_hold_seconds: isHoldKnown ? ratio(day.holdMs / 1000, day.handled) : null,
    avg_hold_when_held_seconds: isHoldKnown ? ratio(day.holdMs / 1000, day.held) : null,
    avg_acw_seconds: ratio(day.acwMs / 1000, day.handled),
    p50_handle_seconds: handlePercentile(0.5),
    p90_handle_seconds: handlePercentile(0.9),
    p95_handle_seconds: handlePercentile(0.95),
    answer_rate_pct: ratio(100 * day.answered, day.offered),
    abandon_rate: ratio(day.abandoned, day.offered),
    service_level_rate: serviceLevel,
    platform_service_level_rate: ratio(day.inPlatformTarget, day.platformBase),
    transfer_rate: ratio(day.transferred, day.handled),
    talk_includes_hold: !isHoldKnown,
  }
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000
}
