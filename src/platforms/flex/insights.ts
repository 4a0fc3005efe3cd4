import type { Entity, JsonObject } from '../platform.js'
import { words } from './event-fields.js'

const FIELDS = `segment segment_external_id conversation kind date time time_in_seconds queue communication_channel
  direction abandoned abandoned_phase agent_id agent email outcome hang_up_by followed_by conversation_attribute_1
  queue_time ring_time talk_time hold_time wrap_up_time abandon_time activity activity_time customer_phone external_contact`

/** Further columns of Insights' data model that a report may have and no model reads. */
const OTHERS = `workflow segment_order handling_team handling_department team department
  preceded_by destination source campaign case content initiated_by initiative ivr_path ivr_time in_business_hours
  language productive service_level virtual priority role manager location state`

const MEASURED = ['queue_time', 'talk_time', 'wrap_up_time', 'activity_time']

/** Segments of Flex Insights: rows of a report that the customer built, whose columns go by their display names. */
export const insightsSegments: Entity = {
  name: 'insights_segments',
  table: 'flex_insights_segments',
  conversationColumns: ['conversation', 'segment_external_id', 'segment'],
  keyField: 'segment',
  listFields: [],
  shape: Object.fromEntries(words(FIELDS).map((name) => [name, 'VARCHAR'])),
  otherFields: words(OTHERS).map(displayName),
  matches: (record) => {
    const names = namesOf(record)
    return names.has('segment') && names.has('kind') && MEASURED.some((name) => names.has(name))
  },
  isTabular: true,
  hasLocalTimes: () => true,
}

/** Segments as the Insights API lists them: of which task, queue and agent, without times. Assessments name their segment. */
export const apiSegments: Entity = {
  name: 'api_segments',
  table: 'flex_api_segments',
  conversationColumns: ['external_id', 'segment_id'],
  keyField: 'segment_id',
  listFields: [],
  shape: Object.fromEntries(
    words('segment_id external_id queue date agent_id agent_name').map((name) => [name, 'VARCHAR']),
  ),
  otherFields: words(`account_id external_contact external_segment_link external_segment_link_id agent_phone
    agent_team_name agent_team_name_in_hierarchy agent_link customer_phone customer_name customer_link
    segment_recording_offset media assessment_type assessment_percentage url`),
  matches: (record) => 'segment_id' in record && 'external_id' in record,
}

/** Why a report of Flex Insights is not loaded, where it is one. */
export function explainReport(record: JsonObject): string | undefined {
  const names = namesOf(record)
  const isReport = names.has('kind') && ['segment', 'segment_external_id', ...MEASURED].some((name) => names.has(name))
  if (!isReport) return undefined
  if (names.has('segment'))
    return `it is a report of Flex Insights without times: add one of ${MEASURED.map(displayName).join(', ')}`
  return "it is a report of Flex Insights without the column Segment, in which equal rows have become one: add 'Segment' and export it again"
}

function namesOf(record: JsonObject): ReadonlySet<string> {
  return new Set(
    Object.keys(record).map((name) =>
      name
        .trim()
        .replace(/[\s-]+/g, '_')
        .toLowerCase(),
    ),
  )
}

/** 'queue_time' → 'Queue Time'. */
function displayName(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase())
}
