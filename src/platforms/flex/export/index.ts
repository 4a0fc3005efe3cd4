import type { Exporter, Transport } from '../../exporter.js'
import { eventsOf } from './conversation.js'
import { apiEvent, callbackFields, streamEvent, type TaskRouterEvent } from './event.js'
import { activitiesText, taskQueuesText, workersText } from './lookups.js'
import { answerSets, assessedSegment, assessments, seenEvaluation } from './quality.js'
import { doneAt, takenAt } from './reservation.js'
import { seen } from './seen.js'
import { adopt, sidFrom } from './sids.js'
import { activityEvents, seenStates } from './states.js'

const WRITTEN: Readonly<Record<string, (event: TaskRouterEvent) => string>> = {
  api: apiEvent,
  stream: streamEvent,
  callbacks: (event) => JSON.stringify(callbackFields(event)),
  bodies: (event) => new URLSearchParams(callbackFields(event)).toString(),
}

const META = '"meta":{"key":"events","page":0,"page_size":1000,"next_page_url":null}'

const TRANSPORTS: readonly Transport[] = [
  { name: 'api', extension: 'json', page: eventsPage },
  { name: 'stream', extension: 'json', page: (records) => `[\n${records.join(',\n')}\n]\n` },
  { name: 'callbacks', extension: 'ndjson', page: (records) => `${records.join('\n')}\n` },
  { name: 'bodies', extension: 'txt', page: (records) => `${records.join('\n')}\n` },
]

/** Writes what TaskRouter would have told of a centre, through all its transports. */
export const flexExporter: Exporter = {
  adopt,
  seen,
  knowsHold: false,
  knowsPrequeueAbandons: false,
  knowsTargets: false,
  platformTarget: ({ outcome, waitMs }) => (outcome === 'abandoned' && waitMs < 6_000 ? null : waitMs < 60_000),
  areRecordsFinal: true,
  transports: TRANSPORTS,
  lineTransport: 'callbacks',

  conversation: (journey, centre, transport = 'api') => {
    const events = eventsOf(journey, centre)
    const written = events.map(WRITTEN[transport] ?? apiEvent)
    return disordered(written, transport).join(transport === 'api' || transport === 'stream' ? ',\n' : '\n')
  },

  conversationPage: eventsPage,

  lookups: (centre) => [
    { path: 'workers.json', text: workersText([...centre.agents, ...centre.supervisors], centre.createdAt) },
    { path: 'task-queues.json', text: taskQueuesText(centre.queues, centre.createdAt) },
    { path: 'activities.json', text: activitiesText(centre) },
    answerSets(),
  ],

  renamed: (agents, queues, _centre, atMs) => [
    { path: 'workers-later.json', text: workersText(agents, atMs) },
    { path: 'task-queues-later.json', text: taskQueuesText(queues, atMs) },
  ],

  seenEvaluation,

  evaluation: (evaluation, centre) =>
    assessments(evaluation, centre)
      .map((one) => JSON.stringify(one))
      .join(',\n'),
  evaluationPage: (records) => `{"assessments":[\n${records.join(',\n')}\n],"meta":{"key":"assessments"}}\n`,

  evaluated: {
    folder: 'segments',
    record: (evaluation, journey, centre) => JSON.stringify(assessedSegment(evaluation, journey, centre)),
    page: (records) => `{"segments":[\n${records.join(',\n')}\n],"meta":{"key":"segments"}}\n`,
  },

  userDetail: (states, centre) => {
    const events = activityEvents(states, centre)
    return events.length === 0 ? null : events.map(apiEvent).join(',\n')
  },

  // The last word of an export: an event of the workspace, so that it is known until when nothing more happened.
  userDetailPage: (records, completeUntilMs) =>
    eventsPage([
      ...records,
      apiEvent({
        sid: sidFrom('EV', `workspace ${completeUntilMs}`),
        type: 'workspace.updated',
        at: completeUntilMs,
        data: {},
      }),
    ]),

  worked: (part) => {
    const from = takenAt(part)
    return from === null ? null : { from, to: doneAt(part) }
  },
  seenStates,
}

function eventsPage(records: readonly string[]): string {
  return `{"events":[\n${records.join(',\n')}\n],${META}}\n`
}

/** The Events API gives the newest first; streams and callbacks come as they come. */
function disordered(written: string[], transport: string): string[] {
  if (transport === 'api') return written.reverse()
  for (let index = 1; index < written.length; index += 3) {
    ;[written[index - 1], written[index]] = [written[index] as string, written[index - 1] as string]
  }
  return written
}
