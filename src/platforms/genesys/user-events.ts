import type { Entity, JsonObject, Shape } from '../platform.js'

const STATUS_TOPIC = /^v2\.users\.[^.]+\.(presence|routingStatus|activity)$/

const presence: Readonly<Record<string, Shape>> = {
  primary: 'VARCHAR',
  modifiedDate: 'VARCHAR',
  presenceDefinition: { systemPresence: 'VARCHAR' },
}

/** What a user's presence or routing status has changed to: the topic presence tells the one, routingStatus the other, activity both. */
const body: Shape = { ...presence, presence, routingStatus: { status: 'VARCHAR', startTime: 'VARCHAR' } }

const otherBody = `id source message presenceDefinition.id presence.id presence.source presence.message
  presence.presenceDefinition.id routingStatus.userId errorInfo.* outOfOffice.* activeQueueIds dateActiveQueuesChanged
  futurePresenceDefinition.*`.split(/\s+/)

/** Changes of users' presence and routing status as the notification service sends them. */
export const userEvents: Entity = {
  name: 'user_events',
  table: 'genesys_user_events',
  landing: ['notified_user_events', 'user_events'],
  keyField: 'topicName',
  listFields: [],
  shape: { topicName: 'VARCHAR', eventBody: body },
  otherFields: ['version', 'timestamp', 'metadata.*', ...otherBody.map((name) => `eventBody.${name}`)],
  matches: isStatusEvent,
}

/** The same events in the envelopes of Amazon EventBridge. */
export const eventBridgeUserEvents: Entity = {
  name: 'eventbridge_user_events',
  table: 'genesys_user_events',
  landing: ['bridged_user_events', 'user_events'],
  keyField: 'id',
  listFields: [],
  shape: { id: 'VARCHAR', detail: { topicName: 'VARCHAR', eventBody: body } },
  otherFields: [
    ...'version detail-type source account time region resources'.split(' '),
    ...'version timestamp metadata.*'.split(' ').map((name) => `detail.${name}`),
    ...otherBody.map((name) => `detail.eventBody.${name}`),
  ],
  matches: ({ detail }) => isObject(detail) && isStatusEvent(detail),
}

function isStatusEvent({ topicName, eventBody }: JsonObject): boolean {
  return typeof topicName === 'string' && STATUS_TOPIC.test(topicName) && isObject(eventBody)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
