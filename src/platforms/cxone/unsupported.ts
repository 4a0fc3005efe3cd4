import type { JsonObject } from '../platform.js'

interface Kind {
  readonly is: (names: ReadonlySet<string>, document: JsonObject) => boolean
  readonly sentence: string
}

const SHARE = 'NICE’s data share'
const INSTEAD = 'load CONTACT_SKILL_FACT and AGENT_CONTACT_FACT'

const KINDS: readonly Kind[] = [
  {
    is: (_, document) => isObject(document.properties) && isSchemaType(document.type),
    sentence: 'it holds a JSON schema, which describes records and has none',
  },
  {
    is: (names) => names.has('contactcode') && names.has('contactaddress'),
    sentence: 'it holds points of contact, which no KPI reads',
  },
  {
    is: (names) => names.has('campaignid') && names.has('campaignname') && !names.has('skillid'),
    sentence: 'it holds campaigns, which no KPI reads',
  },
  {
    is: (names) => names.has('contactid') && names.has('name') && names.has('value'),
    sentence: 'it holds custom data of contacts, which no KPI reads',
  },
  {
    is: (names) => names.has('halfhour') && names.has('totalhandledtime'),
    sentence:
      'it holds half hours of agents by skill for workforce management, which are not loaded; export completed contacts',
  },
  {
    is: (names) => names.has('intervalstartdate') && names.has('skillid'),
    sentence:
      'it holds interval figures of skills for workforce management, which are not loaded; export completed contacts',
  },
  {
    is: (names) => names.has('auxtime') && names.has('totalcalls'),
    sentence: 'it holds agent scorecards of workforce management, which are not loaded; export completed contacts',
  },
  {
    is: (names) => names.has('mastercontactid') && names.has('childcontacts'),
    sentence: 'it holds the hierarchy of one contact; completed contacts name their masters themselves: export those',
  },
  {
    is: (names) => names.has('logindate') && names.has('stationid'),
    sentence: 'it holds the login history of an agent, which is not loaded; export agent state history',
  },
  {
    is: (names) => names.has('interval_qh_timestamp'),
    sentence: `it holds quarter hours of ${SHARE}, which are sums of what the rows of contacts tell; ${INSTEAD}`,
  },
  {
    is: (names) => names.has('contact_disposition_key'),
    sentence: `it holds dispositions of contacts from ${SHARE}, which no KPI reads`,
  },
  {
    is: (names) => names.has('customer_contact_key') && names.has('customer_contact_duration_seconds'),
    sentence: `it holds journeys of customers from ${SHARE}, which are sums of their contacts; load CONTACT_SKILL_FACT`,
  },
  {
    is: (names) => names.has('agent_session_key') && names.has('agent_session_duration_seconds'),
    sentence: `it holds sums of agents’ sessions from ${SHARE}; load their states, AGENT_SESSION_ACTIVITY_FACT`,
  },
  {
    is: (names) => names.has('adherence_detail_key'),
    sentence: `it holds schedule adherence of ${SHARE}, which is not loaded; export schedule adherence of the API`,
  },
  {
    is: (names) => names.has('station_id') && names.has('refuse_time'),
    sentence:
      'it holds the report of agents’ refusals, to the minute and without alerts that were accepted; export agent state history, or AGENT_CONTACT_FACT of the data share, which tells the reasons',
  },
  {
    is: (names) => names.has('_tenant_id') || (names.has('_created_timestamp') && names.has('_modified_timestamp')),
    sentence: `it holds a view of ${SHARE} that no KPI reads`,
  },
  {
    is: (names) => names.has('access_token'),
    sentence: 'it holds an access token, not data: keep it out of the export folder',
  },
  {
    is: (_, document) =>
      Object.keys(document).length > 0 && Object.keys(document).every((name) => /^DATAHUB\./.test(name)),
    sentence: 'it lists columns of NICE’s data share and holds no record',
  },
]

/** Says what a recognised payload is and why it is not loaded. */
export function explainUnsupported(document: JsonObject): string | undefined {
  const lists = Object.values(document).filter((value) => Array.isArray(value))
  const candidates = [document, ...lists.flatMap((list: readonly unknown[]) => list.filter(isObject).slice(0, 1))]
  for (const candidate of candidates) {
    const names = new Set(Object.keys(candidate).map((name) => name.toLowerCase()))
    const kind = KINDS.find(({ is }) => is(names, candidate))
    if (kind !== undefined) return kind.sentence
  }
  return undefined
}

function isSchemaType(type: unknown): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object'))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
