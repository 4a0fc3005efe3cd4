import type { Entity, Shape } from '../platform.js'
import { EVENT_DATA, OTHER_EVENT_DATA, pascal, words } from './event-fields.js'

const data = textShape(EVENT_DATA)
const callbackData = textShape(EVENT_DATA.map(pascal))
const callbackHead = textShape(words('Sid EventType Timestamp TimestampMs ResourceType ResourceSid'))

/** Segments of Insights may name the event that made them. */
const CONVERSATION_COLUMNS = ['task_sid', 'attributes_conversation_id', 'sid']

/** TaskRouter events as the Events API gives them. */
export const events: Entity = {
  name: 'events',
  table: 'flex_events',
  landing: ['events', 'task_events'],
  conversationColumns: CONVERSATION_COLUMNS,
  keyField: 'sid',
  listFields: [],
  shape: {
    ...textShape(words('sid event_type event_date event_date_ms resource_type resource_sid')),
    event_data: data,
  },
  otherFields: [
    ...words(`account_sid actor_sid actor_type actor_url description resource_url source source_ip_address url
      workspace_sid`),
    ...OTHER_EVENT_DATA.map((name) => `event_data.${name}`),
  ],
  matches: (record) => 'event_type' in record && 'event_data' in record,
}

/** TaskRouter events as the workspace's callback posts them, saved as JSON or read from form bodies. */
export const callbacks: Entity = {
  name: 'callbacks',
  table: 'flex_events',
  landing: ['callbacks', 'callback_fields', 'task_events'],
  conversationColumns: CONVERSATION_COLUMNS,
  keyField: 'Sid',
  listFields: [],
  shape: { ...callbackHead, ...callbackData },
  otherFields: [
    ...words('AccountSid WorkspaceSid WorkspaceName EventDescription OperatingUnitSid'),
    ...OTHER_EVENT_DATA.map(pascal),
  ],
  matches: (record) => 'EventType' in record && 'Sid' in record,
}

/** Callbacks saved as whole requests: the event is the form body. */
export const callbackRequests: Entity = {
  name: 'callback_requests',
  table: 'flex_events',
  landing: ['callback_requests', 'callback_fields', 'task_events'],
  conversationColumns: CONVERSATION_COLUMNS,
  keyField: 'body',
  listFields: [],
  shape: { body: 'VARCHAR' },
  otherFields: ['headers.*', 'url', 'method', 'received_at'],
  matches: ({ body }) => typeof body === 'string' && /(?:^|&)EventType=/.test(body) && /(?:^|&)Sid=/.test(body),
}

/** TaskRouter events as Event Streams delivers them: CloudEvents, one by one or in batches. */
export const streamEvents: Entity = {
  name: 'stream_events',
  table: 'flex_events',
  landing: ['stream_events', 'task_events'],
  conversationColumns: CONVERSATION_COLUMNS,
  keyField: 'id',
  listFields: [],
  shape: {
    ...textShape(words('id type time')),
    data: {
      sid: 'VARCHAR',
      timestamp: 'VARCHAR',
      payload: { ...data, ...textShape(words('eventtype timestamp resource_type resource_sid')) },
    },
  },
  otherFields: [
    ...words('specversion source dataschema datacontenttype'),
    ...words('name account_sid level group product_name publisher publisher_metadata payload_type').map(
      (name) => `data.${name}.*`,
    ),
    ...OTHER_EVENT_DATA.map((name) => `data.payload.${name}`),
  ],
  matches: ({ specversion, type }) =>
    specversion !== undefined && typeof type === 'string' && type.startsWith('com.twilio.taskrouter.'),
}

function textShape(names: readonly string[]): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, 'VARCHAR']))
}
