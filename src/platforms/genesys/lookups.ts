import type { Entity, JsonObject } from '../platform.js'

const reference = { id: 'VARCHAR' } as const
const target = { serviceLevel: { durationMs: 'VARCHAR', percentage: 'VARCHAR' } } as const

/** Users: the names and teams of agents. */
export const users: Entity = lookup('users', {
  telltales: ['"username"', '"email"', '/api/v2/users/'],
  shape: {
    id: 'VARCHAR',
    name: 'VARCHAR',
    email: 'VARCHAR',
    department: 'VARCHAR',
    title: 'VARCHAR',
    state: 'VARCHAR',
    division: reference,
    manager: reference,
    team: reference,
    version: 'VARCHAR',
  },
  otherFields: `division.* manager.* team.* chat.* primaryContactInfo.* addresses.* username acdAutoAnswer images.* skills.*
    languages.* certifications biography.* employerInfo.* routingStatus.* presence.* conversationSummary.*
    outOfOffice.* geolocation.* station.* authorization.* profileSkills locations.* groups.* preferredName
    languagePreference lastTokenIssued dateLastLogin integrationPresence.* pronunciation.* dateWelcomeSent
    workPlanBidRanks.* externalContactsSettings.* trustorOrgs.*`,
  matches: (record) => 'username' in record || ('email' in record && 'state' in record) || refersTo(record, 'users'),
})

/** Queues, with the service-level target of each channel. */
export const queues: Entity = lookup('queues', {
  telltales: ['"mediaSettings"', '"memberCount"', '/routing/queues/'],
  shape: {
    id: 'VARCHAR',
    name: 'VARCHAR',
    division: reference,
    dateCreated: 'VARCHAR',
    dateModified: 'VARCHAR',
    mediaSettings: { call: target, callback: target, chat: target, email: target, message: target },
  },
  otherFields: `division.* description mediaSettings.* modifiedBy createdBy memberCount userMemberCount joinedMemberCount
    routingRules.* conditionalGroupRouting.* conditionalGroupActivation.* bullseye.* scoringMethod
    lastAgentRoutingMode acwSettings.* skillEvaluationMethod memberGroups.* queueFlow.* emailInQueueFlow.*
    messageInQueueFlow.* whisperPrompt.* onHoldPrompt.* autoAnswerOnly enableTranscription enableAudioMonitoring
    enableManualAssignment agentOwnedRouting.* directRouting.* callingPartyName callingPartyNumber defaultScripts.*
    outboundMessagingAddresses.* outboundEmailAddress.* peerId suppressInQueueCallRecording cannedResponseLibraries.*
    enableGlobalHold inboundEmailAddress.* clientScore`,
  matches: (record) => 'mediaSettings' in record || 'memberCount' in record || refersTo(record, 'routing/queues'),
})

/** Wrap-up codes. */
export const wrapUpCodes: Entity = lookup('wrapup_codes', {
  telltales: [],
  shape: { id: 'VARCHAR', name: 'VARCHAR', division: reference, dateCreated: 'VARCHAR', dateModified: 'VARCHAR' },
  otherFields: 'division.* description modifiedBy createdBy',
  matches: (record) => refersTo(record, 'routing/wrapupcodes') || hasOnly(record, WRAP_UP_FIELDS, 'division'),
})

/** Divisions. */
export const divisions: Entity = lookup('divisions', {
  telltales: [],
  shape: { id: 'VARCHAR', name: 'VARCHAR', description: 'VARCHAR' },
  otherFields: 'homeDivision objectCounts.*',
  matches: (record) => 'homeDivision' in record || refersTo(record, 'authorization/divisions'),
})

/** Presence definitions: the organisation's own names for states. Its `name` is that of its first language where it has none. */
export const presenceDefinitions: Entity = lookup('presence_definitions', {
  telltales: ['"systemPresence"'],
  shape: {
    id: 'VARCHAR',
    name: 'VARCHAR',
    languageLabels: 'VARCHAR',
    type: 'VARCHAR',
    systemPresence: 'VARCHAR',
    primary: 'VARCHAR',
    deactivated: 'VARCHAR',
    dateModified: 'VARCHAR',
    modifiedDate: 'VARCHAR',
  },
  otherFields: 'divisionId createdBy.* createdDate modifiedBy.* dateCreated',
  matches: (record) => 'systemPresence' in record && ('languageLabels' in record || 'deactivated' in record),
})

const WRAP_UP_FIELDS = new Set(
  'id name division description dateCreated dateModified createdBy modifiedBy selfUri'.split(' '),
)

function lookup(
  name: string,
  entity: Required<Pick<Entity, 'telltales' | 'shape' | 'matches'>> & { otherFields: string },
): Entity {
  return {
    ...entity,
    name,
    table: `genesys_${name}`,
    keyField: 'id',
    listFields: [],
    otherFields: [...entity.otherFields.split(/\s+/), 'selfUri'],
    matches: (record) => 'id' in record && entity.matches(record),
  }
}

function refersTo(record: JsonObject, path: string): boolean {
  return typeof record.selfUri === 'string' && new RegExp(`/${path}/[^/]+$`).test(record.selfUri)
}

function hasOnly(record: JsonObject, fields: ReadonlySet<string>, required: string): boolean {
  return required in record && Object.keys(record).every((name) => fields.has(name))
}
