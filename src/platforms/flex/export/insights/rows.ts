import type { AgentStates, Centre } from '../../../centre.js'
import type { AgentPart, Channel, FlowOut, Journey, QueueWait } from '../../../journey.js'
import { numberOf } from '../customer.js'
import { ACTIVITIES } from '../lookups.js'
import { doneAt, takenAt } from '../reservation.js'
import { segmentId } from '../quality.js'
import { sidFrom } from '../sids.js'
import { beganAt, settled, wholeSecond } from './seen.js'

/** One segment of a report: its values by the display names of the columns. */
export type Segment = Readonly<Record<string, string>>

/** The columns of the report. */
export const COLUMNS = [
  ...['Segment', 'Conversation', 'Kind', 'Date', 'Time in Seconds', 'Queue', 'Communication Channel', 'Direction'],
  ...['Abandoned', 'Abandoned Phase', 'Agent ID', 'Agent', 'Email', 'Outcome', 'Hang Up By'],
  ...['Conversation Attribute 1', 'Queue Time', 'Ring Time', 'Talk Time', 'Hold Time', 'Wrap Up Time', 'Activity'],
  ...['Activity Time', 'Customer Phone'],
]

const CHANNELS: Readonly<Record<Channel, string>> = {
  voice: 'Call',
  callback: 'Call',
  chat: 'Chat',
  message: 'whatsapp',
  email: 'email',
}

const FLOW_OUTS: Readonly<Record<FlowOut, Segment>> = {
  voicemail: { Abandoned: 'Follow-Up', 'Abandoned Phase': 'Voicemail' },
  callback: { Abandoned: 'Follow-Up', 'Abandoned Phase': 'Callback Request' },
  overflow: { 'Conversation Attribute 1': 'Moved' },
  ivr: { 'Conversation Attribute 1': 'Timeout' },
  external: { 'Conversation Attribute 1': 'Timeout' },
}

/** The segments of a journey as far as Insights has them by now. */
export function segmentsOf(journey: Journey, centre: Centre): Segment[] {
  const { waits, parts } = settled(journey)
  const segments = [
    ...waits.flatMap((wait) => waitSegments(wait, journey, centre)),
    ...parts.filter(({ role }) => role === 'work').map((part) => partSegment(part, journey, centre)),
  ]
  return segments.map((segment) => ({ ...segment, 'Customer Phone': numberOf(journey) ?? '' }))
}

/** Finished stretches of an agent's activity. */
export function statusSegments({ agentId, presence }: AgentStates, centre: Centre): Segment[] {
  return presence.flatMap(({ from, to, state }) =>
    to === null
      ? []
      : {
          Segment: sidFrom('', `status ${agentId} ${from}`),
          Kind: 'Agent Status',
          ...at(from),
          ...agent(agentId, centre),
          Activity: ACTIVITIES[state],
          'Activity Time': seconds(wholeSecond(to) - wholeSecond(from)),
        },
  )
}

function waitSegments(wait: QueueWait, journey: Journey, centre: Centre): Segment[] {
  const { end } = wait
  if (end === null) return []
  const waited = {
    Conversation: journey.id,
    ...place(wait.queueId, wait.channel, 'Inbound', centre),
    Abandoned: end.outcome === 'abandoned' ? 'Yes' : 'No',
    ...(end.outcome === 'abandoned' ? { 'Abandoned Phase': 'Queue' } : {}),
    ...(end.flowOut === null ? {} : FLOW_OUTS[end.flowOut]),
    'Queue Time': seconds(end.at - wait.enteredAt),
  }
  const id = `${journey.id} ${wait.sessionId}`
  const queue = { ...waited, Segment: sidFrom('', id), Kind: 'Queue', ...at(wait.enteredAt) }
  if (end.outcome !== 'abandoned') return [queue]
  return [queue, { ...waited, Segment: sidFrom('', `${id} end`), Kind: 'Conversation', ...at(end.at) }]
}

function partSegment(part: AgentPart, journey: Journey, centre: Centre): Segment {
  const taken = takenAt(part)
  const done = taken === null ? null : doneAt(part)
  const isDialed = part.dialing !== null
  return {
    Segment: segmentId(journey.id, part.sessionId),
    Conversation: journey.id,
    ...at(beganAt(part) ?? 0),
    ...place(part.queueId, part.channel, isDialed ? 'Outbound' : 'Inbound', centre),
    ...agent(part.agentId, centre),
    ...(taken === null && !isDialed ? refused(part) : {}),
    ...(taken === null && isDialed ? { Kind: 'Conversation', Abandoned: 'Yes', ...worked(part) } : {}),
    ...(taken !== null && done === null ? { Kind: 'Conversation in Progress' } : {}),
    ...(done !== null ? { Kind: 'Conversation', Abandoned: 'No', ...worked(part) } : {}),
  }
}

function refused({ alert }: AgentPart): Segment {
  return {
    Kind: alert?.result === 'declined' ? 'Rejected Conversation' : 'Missed Conversation',
    'Ring Time': seconds(lengthOf(alert)),
  }
}

function worked(part: AgentPart): Segment {
  const held = part.stretches.filter(({ kind }) => kind === 'hold')
  const sum = (stretches: readonly { from: number; to: number | null }[]): number =>
    stretches.reduce((total, stretch) => total + lengthOf(stretch), 0)
  return {
    'Ring Time': seconds(
      part.dialing === null ? lengthOf(part.alert) : lengthOf(part.contacting) + lengthOf(part.dialing),
    ),
    'Talk Time': seconds(sum(part.stretches)),
    'Hold Time': seconds(sum(held)),
    'Wrap Up Time': seconds(part.acw?.ms ?? 0),
    Outcome: part.wrapUpCodeId ?? '',
    'Hang Up By':
      part.transfer === null ? 'Customer' : part.transfer.kind === 'blind' ? 'Cold Transfer' : 'Warm Transfer',
  }
}

function place(queueId: string | null, channel: Channel, direction: string, centre: Centre): Segment {
  return {
    Queue: centre.queues.find(({ id }) => id === queueId)?.name ?? '',
    'Communication Channel': CHANNELS[channel],
    Direction: direction,
  }
}

function agent(agentId: string, centre: Centre): Segment {
  const found = centre.agents.find(({ id }) => id === agentId)
  return { 'Agent ID': agentId, Agent: found?.name ?? '', Email: found?.email ?? '' }
}

/** Date and time of day, in UTC. */
function at(instant: number): Segment {
  const [year = '', month = '', day = ''] = new Date(instant).toISOString().slice(0, 10).split('-')
  return { Date: `${month}/${day}/${year}`, 'Time in Seconds': String(Math.floor((instant % 86_400_000) / 1000)) }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}

function lengthOf(stretch: { from: number; to: number | null } | null): number {
  return stretch?.to == null ? 0 : stretch.to - stretch.from
}
