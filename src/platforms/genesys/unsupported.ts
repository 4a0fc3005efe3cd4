import type { JsonObject } from '../platform.js'

interface Kind {
  readonly is: (document: JsonObject) => boolean
  readonly sentence: string
}

const KINDS: readonly Kind[] = [
  {
    is: (document) => /^v2\.analytics\./.test(topicOf(document)),
    sentence:
      'it holds notifications of aggregates and observations, which are not loaded: KPIs are computed from single conversations; load events of v2.detail.events.conversation or export conversation details',
  },
  {
    is: (document) => /^v2\.audits\./.test(topicOf(document)),
    sentence:
      "it holds audit events, which are not loaded: they tell what was changed, in the words of a display; export user details for agents' states",
  },
  {
    is: (document) => topicOf(document) !== '',
    sentence:
      'it holds events that no KPI reads; those of v2.detail.events.conversation are loaded, and of v2.users presence, routingStatus and activity',
  },
  {
    is: (document) =>
      firstGroup(document)?.data.some((item) =>
        hasMetrics(item, /^t(System|Organization)Presence$|^tAgentRoutingStatus$/),
      ) ?? false,
    sentence:
      'it holds user aggregates, which are not loaded: KPIs are computed from single intervals; export user details',
  },
  {
    is: (document) => firstGroup(document)?.data.some((item) => 'metrics' in item) ?? false,
    sentence:
      'it holds conversation aggregates, which are not loaded: KPIs are computed from single conversations; export conversation details',
  },
  {
    is: (document) => firstGroup(document)?.data.some((item) => 'metric' in item) ?? false,
    sentence:
      'it holds observations of what was going on at one moment, which are not loaded: they are not history; export conversation details',
  },
  {
    is: (document) => isObject(document.userSchedules),
    sentence: 'it holds work schedules by user, which are not loaded: no KPI reads workforce management yet',
  },
  {
    is: (document) => Array.isArray(document.agentSchedules),
    sentence: 'it holds agent schedules, which are not loaded: no KPI reads workforce management yet',
  },
  {
    is: (document) =>
      Array.isArray(document.data) && document.data.some((item) => isObject(item) && 'adherencePercentage' in item),
    sentence: 'it holds historical adherence, which is not loaded: no KPI reads workforce management yet',
  },
  {
    is: (document) => 'downloadUrls' in document || 'downloadUrl' in document,
    sentence: 'it holds a link to a download, not the data: load the file behind the link',
  },
  {
    is: (document) =>
      'status' in document &&
      'startTime' in document &&
      Object.keys(document).every((name) => ROUTING_STATUS_FIELDS.has(name)),
    sentence:
      'it holds the routing status of a user at one moment, which is not loaded: it is not history; export user details',
  },
  {
    is: (document) => 'jobId' in document || ('state' in document && 'submissionDate' in document),
    sentence: 'it holds the status of an asynchronous job, not its results: load the results of the job',
  },
  {
    is: (document) => 'message' in document && 'code' in document && 'status' in document,
    sentence: "it holds an error answer of the platform's API, not data: export again",
  },
  {
    is: (document) => 'startTime' in document && Array.isArray(document.participants),
    sentence:
      'it holds conversations of the conversations API, which have no metrics and are not loaded; export analytics conversation details',
  },
]

const ROUTING_STATUS_FIELDS = new Set(['userId', 'status', 'startTime', 'endTime', 'selfUri'])

/** Says what a recognised payload is and why it is not loaded. */
export function explainUnsupported(document: JsonObject): string | undefined {
  const kind = KINDS.find(({ is }) => is(document))
  if (kind !== undefined) return kind.sentence
  const lookup =
    typeof document.selfUri === 'string' ? /\/api\/v2\/(.+)\/[^/]+$/.exec(document.selfUri)?.[1] : undefined
  return lookup === undefined ? undefined : `it holds records of /api/v2/${lookup}, which no KPI reads`
}

/** The topic of an event, as a notification or in an envelope of EventBridge; '' where it is none. */
function topicOf(document: JsonObject): string {
  const event = isObject(document.detail) ? document.detail : document
  return typeof event.topicName === 'string' ? event.topicName : ''
}

function firstGroup(document: JsonObject): { data: JsonObject[] } | undefined {
  const { results } = document
  const first: unknown = Array.isArray(results) ? results[0] : document
  if (!isObject(first) || !isObject(first.group) || !Array.isArray(first.data)) return undefined
  return { data: first.data.filter(isObject) }
}

function hasMetrics(item: JsonObject, names: RegExp): boolean {
  const { metrics } = item
  return Array.isArray(metrics) && metrics.some((metric) => isObject(metric) && names.test(String(metric.metric)))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
