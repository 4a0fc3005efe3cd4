import type { JsonObject, Platform } from '../platform.js'
import { callbackRequests, callbacks, events, streamEvents } from './events.js'
import { apiSegments, explainReport, insightsSegments } from './insights.js'
import { activities, taskQueues, workers } from './lookups.js'
import { personal } from './personal.js'
import { answerSets, assessments, questionnaires, questions } from './quality.js'
import { explainUnsupported } from './unsupported.js'

const LISTS = [
  'events',
  'workers',
  'task_queues',
  'activities',
  'assessments',
  'questions',
  'questionnaires',
  'segments',
]

/** Twilio Flex: TaskRouter events in the encodings of their three transports, listings of its workspace, segments and assessments of Insights. */
export const flex: Platform = {
  name: 'flex',
  personal,
  entities: [
    events,
    callbacks,
    callbackRequests,
    streamEvents,
    workers,
    taskQueues,
    activities,
    insightsSegments,
    apiSegments,
    assessments,
    answerSets,
    questions,
    questionnaires,
  ],
  envelopeFields: LISTS,
  isEmptyAnswer: isPageWithoutRecords,
  isForm: (fields) => fields.has('EventType') && fields.has('Sid'),
  explain: (document) => explainReport(document) ?? explainUnsupported(document),
}

function isPageWithoutRecords(document: JsonObject): boolean {
  const { meta } = document
  return (
    typeof meta === 'object' &&
    meta !== null &&
    'key' in meta &&
    Object.keys(document).every((name) => name === 'meta' || LISTS.includes(name))
  )
}
