import type { Entity, JsonObject, Shape } from '../platform.js'

const CONVERSATION_TOPIC = /^v2\.detail\.events\.conversation\./

/** What landing reads of an event's body, whichever kind of event it is. */
const body =
  textShape(`conversationId participantId sessionId eventTime mediaType direction provider userId queueId divisionId
  disconnectType acdOutcome answeredUserId connectedDurationMs interactingDurationMs heldDurationMs alertingDurationMs
  contactingDurationMs dialingDurationMs wrapupCode wrapupDurationMs ani addressFrom externalContactId`)

const otherBody = `dnis addressTo messageType subject callbackNumbers callbackScheduledTime callbackUserName
  callbackDurationMs conversationExternalContactIds conversationExternalOrganizationIds externalOrganizationId
  utilizationLabel routingPriority requestedRoutingSkillIds skillExpressionApplied usedRouting
  requestedRoutings wrapupNotes flowType flowId flowVersion exitReason transferType flowOutcomeId flowOutcomeValue
  flowOutcomeStartTime flowOutcomeEndTime outboundCampaignId outboundContactListId outboundContactId attributes.*
  communications.*`

/** Events of conversations as the notification service sends them. */
export const events: Entity = {
  name: 'events',
  table: 'genesys_events',
  conversationColumns: ['conversationId'],
  keyField: 'topicName',
  listFields: [],
  shape: { topicName: 'VARCHAR', eventBody: body },
  otherFields: ['version', 'timestamp', 'metadata.*', ...under('eventBody.')],
  matches: isConversationEvent,
}

/** The same events in the envelopes of Amazon EventBridge. */
export const eventBridgeEvents: Entity = {
  name: 'eventbridge_events',
  table: 'genesys_events',
  conversationColumns: ['conversationId'],
  keyField: 'id',
  listFields: [],
  shape: { id: 'VARCHAR', detail: { topicName: 'VARCHAR', eventBody: body } },
  otherFields: [
    ...words('version detail-type source account time region resources'),
    ...words('version timestamp metadata.*').map((name) => `detail.${name}`),
    ...under('detail.eventBody.'),
  ],
  matches: ({ detail }) => isObject(detail) && isConversationEvent(detail),
}

function isConversationEvent({ topicName, eventBody }: JsonObject): boolean {
  return typeof topicName === 'string' && CONVERSATION_TOPIC.test(topicName) && isObject(eventBody)
}

function under(path: string): string[] {
  return words(otherBody).map((name) => path + name)
}

function textShape(names: string): Record<string, Shape> {
  return Object.fromEntries(words(names).map((name) => [name, 'VARCHAR']))
}

function words(text: string): string[] {
  return text.split(/\s+/)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
