import type { Exporter } from '../../../exporter.js'
import { flexExporter } from '../index.js'
import { doneAt, takenAt } from '../reservation.js'
import { seenStates } from '../states.js'
import { COLUMNS, segmentsOf, statusSegments, type Segment } from './rows.js'
import { seenByInsights, settled, wholeSecond } from './seen.js'

/** Writes what a report of Flex Insights would have told of a centre whose zone is UTC: segments of conversations and of agents' status. */
export const flexInsightsExporter: Exporter = {
  ...flexExporter,
  platform: 'flex',
  seen: seenByInsights,
  settled,
  knowsHold: true,
  transports: [{ name: 'report', extension: 'csv', page: report }],
  lineTransport: 'lines',
  // The report has the segments that were assessed.
  evaluated: undefined,

  conversation: (journey, centre, transport) => {
    const segments = segmentsOf(journey, centre)
    return transport === 'lines' ? segments.map((one) => JSON.stringify(one)).join('\n') : csv(segments)
  },
  conversationPage: report,

  userDetail: (states, centre) => {
    const segments = statusSegments(states, centre)
    return segments.length === 0 ? null : csv(segments)
  },
  userDetailExtension: 'csv',
  userDetailPage: report,

  worked: (part) => {
    const from = takenAt(part)
    return from === null ? null : { from, to: doneAt(part) }
  },
  // Of an activity that goes on nothing is told yet.
  seenStates: (states, worked, untilMs) => {
    const presence = states.presence.flatMap(({ from, to, state }) =>
      to === null || to > untilMs ? [] : { from: wholeSecond(from), to: wholeSecond(to), state },
    )
    return seenStates({ ...states, presence }, worked, presence.at(-1)?.to ?? 0)
  },
}

function report(records: readonly string[]): string {
  return `${[csvLine(COLUMNS), ...records].join('\r\n')}\r\n`
}

function csv(segments: readonly Segment[]): string {
  return segments.map((segment) => csvLine(COLUMNS.map((name) => segment[name] ?? ''))).join('\r\n')
}

function csvLine(values: readonly string[]): string {
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')
}
