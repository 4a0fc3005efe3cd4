import type { Entity, JsonObject, Shape } from '../platform.js'

const event: Readonly<Record<string, Shape>> = {
  event_id: 'VARCHAR',
  interaction_id: 'VARCHAR',
  type: 'VARCHAR',
  state: 'VARCHAR',
  timestamp_utc: 'VARCHAR',
  queue_id: 'VARCHAR',
  disposition: 'VARCHAR',
  metrics: {
    talk_time_ms: 'VARCHAR',
    hold_time_ms: 'VARCHAR',
    wrap_time_ms: 'VARCHAR',
    queue_wait_ms: 'VARCHAR',
  },
  participants: [{ id: 'VARCHAR', type: 'VARCHAR', timezone: 'VARCHAR' }],
}

const common = {
  table: 'lifecycle_events',
  conversationColumns: ['interaction_id'],
  listFields: [],
} as const

/** Events as an ingestion that has normalised them keeps them, one by one. */
export const events: Entity = {
  ...common,
  name: 'events',
  landing: ['events', 'lifecycle_events'],
  keyField: 'event_id',
  shape: event,
  otherFields: ['subscription_id'],
  matches: (record) => 'event_id' in record && 'interaction_id' in record,
}

/** The same events as a subscription delivers them. */
export const deliveries: Entity = {
  ...common,
  name: 'deliveries',
  landing: ['deliveries', 'lifecycle_events'],
  keyField: 'subscription_id',
  shape: { subscription_id: 'VARCHAR', timestamp: 'VARCHAR', data: event },
  otherFields: ['event_type'],
  matches: ({ subscription_id, data }) => subscription_id !== undefined && isObject(data) && 'interaction_id' in data,
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
