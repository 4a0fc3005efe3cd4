import type { JsonObject } from '../platform.js'

interface Kind {
  readonly is: (document: JsonObject) => boolean
  readonly sentence: string
}

const MOMENT = 'they show one moment, not history; export TaskRouter events'

const TASKS = `it holds tasks as they stand, which are not loaded: ${MOMENT}`

const KINDS: readonly Kind[] = [
  {
    is: ({ type }) => typeof type === 'string' && type.startsWith('com.twilio.'),
    sentence: 'it holds Event Streams events that are not of TaskRouter, which no KPI reads',
  },
  {
    is: has('reservation_status', 'worker_sid'),
    sentence: `it holds reservations as they stand, which are not loaded: ${MOMENT}`,
  },
  {
    is: (document) => 'assignment_status' in document && 'task_channel_unique_name' in document,
    sentence: TASKS,
  },
  {
    is: (document) =>
      ('reservations_created' in document || 'reservations_accepted' in document) && 'start_time' in document,
    sentence:
      'it holds cumulative statistics, which are not loaded: KPIs are computed from single events; export TaskRouter events',
  },
  {
    is: (document) => 'activity_statistics' in document || 'tasks_by_status' in document,
    sentence: `it holds statistics of one moment, which are not loaded: ${MOMENT}`,
  },
  {
    is: (document) => 'realtime' in document || 'cumulative' in document,
    sentence:
      'it holds statistics, which are not loaded: KPIs are computed from single events; export TaskRouter events',
  },
  {
    is: (document) => 'configuration' in document && 'fallback_assignment_callback_url' in document,
    sentence: 'it holds the configuration of workflows, which no KPI reads',
  },
  {
    is: (document) => 'assigned_tasks' in document && 'configured_capacity' in document,
    sentence: `it holds the channels of workers, which are not loaded: ${MOMENT}`,
  },
  {
    is: (document) => 'unique_name' in document && 'channel_optimized_routing' in document,
    sentence: 'it holds task channels, which are not loaded: every event names its channel',
  },
  {
    is: (document) => 'assessment_sid' in document && 'comment' in document,
    sentence: 'it holds comments of quality assessments, which have no score and are not loaded',
  },
  {
    is: (document) => 'conversation_id' in document && 'segment_count' in document,
    sentence: 'it holds conversations of the Flex Insights API, which lack queue and times; export TaskRouter events',
  },
  {
    is: (document) => 'roles' in document && String(document.url).includes('flex-api.twilio.com'),
    sentence: 'it holds user roles of Flex Insights, which no KPI reads',
  },
  {
    is: (document) => String(document.url).includes('/Insights/QualityManagement/'),
    sentence: 'it holds categories of Flex quality management, which no KPI reads',
  },
  {
    is: (document) => 'conversations' in document && 'customers' in document,
    sentence: 'it holds the attributes of one task, not an event: load the events that carry them',
  },
  {
    is: (document) => 'contact_uri' in document && 'full_name' in document,
    sentence: 'it holds the attributes of one worker, not a worker: load the listing of workers',
  },
  {
    is: ({ form, json }) => isObject(form) && isObject(json) && 'signature' in form && 'signature' in json,
    sentence: 'it holds test vectors of webhook signatures, not events',
  },
]

/** Says what a recognised payload of Flex is and why it is not loaded. */
export function explainUnsupported(document: JsonObject): string | undefined {
  const pages = Object.values(document).filter(Array.isArray)
  const first: unknown = pages.length > 0 && isObject(document.meta) ? pages[0]?.[0] : undefined
  if (isObject(document.meta) && document.meta.key === 'tasks') return TASKS
  const candidates = isObject(first) ? [first, document] : [document]
  return candidates.flatMap((candidate) => KINDS.find(({ is }) => is(candidate))?.sentence ?? [])[0]
}

function has(...names: string[]): Kind['is'] {
  return (document) => names.every((name) => name in document)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
