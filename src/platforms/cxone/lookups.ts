import { flat } from './flat.js'
import { CONTACT_STATE_COLUMNS, DISPOSITION_COLUMNS, SKILL_COLUMNS, TEAM_COLUMNS } from './share-columns.js'

/** Skills: CXone's queues, with the target and the short-abandon rule of each. */
export const skills = flat({
  name: 'skills',
  keyField: 'skillId',
  fields: `skillId skillName mediaTypeId mediaTypeName isActive isOutbound campaignId serviceLevelThreshold
    serviceLevelGoal enableShortAbandon shortAbandonThreshold countShortAbandons countOtherAbandons lastUpdated`,
  spellings: { lastUpdated: ['lastModified', 'lastUpdateTime'] },
  columns: {
    skillId: ['SKILL_NO'],
    mediaTypeName: ['CHANNEL_NAME'],
    isActive: ['SKILL_STATUS'],
    isOutbound: ['OUTBOUND_SKILL_FLAG'],
    campaignId: ['CAMPAIGN_NO'],
    serviceLevelThreshold: ['SLA_SECONDS'],
    serviceLevelGoal: ['SLA_PERCENT'],
    enableShortAbandon: ['USE_SHORT_ABANDON_THRESHOLD_FLAG'],
    countShortAbandons: ['INCLUDE_SHORT_ABANDONS_FLAG'],
    countOtherAbandons: ['INCLUDE_OTHER_ABANDONS_FLAG'],
    lastUpdated: ['VALID_FROM_TIMESTAMP', 'MODIFIED_TIMESTAMP'],
  },
  otherFields: `${SKILL_COLUMNS} businessUnitId campaignName isDialer notes useACW useDisposition requireDisposition
    useSecondaryDispositions outboundStrategy isNaturalCallingRunning scriptDisposition priorityBlending
    emailFromAddress emailFromEditable screenPopTriggerEvent hoursOfOperationProfileId acwTypeId stateIdACW maxSecondsACW
    agentRestTime outboundTelecomRouteId callerIdOverride interruptible scriptId reskillHours reskillHoursName
    callSuppressionScriptId makeTranscriptAvailable`,
  matches: (has) =>
    has('skillId') && has('skillName') && has('isActive', 'useACW', 'shortAbandonThreshold') && !has('contactsOffered'),
})

/** Teams. */
export const teams = flat({
  name: 'teams',
  keyField: 'teamId',
  fields: 'teamId teamName isActive lastUpdateTime',
  spellings: { lastUpdateTime: ['lastModified', 'lastUpdated'] },
  columns: { isActive: ['TEAM_STATUS'], lastUpdateTime: ['MODIFIED_TIMESTAMP'] },
  otherFields: `${TEAM_COLUMNS} businessUnitId description notes maxConcurrentChats wfoEnabled wfmEnabled qmEnabled analyticsEnabled
    maxEmailAutoParkingLimit inViewEnabled inViewGamificationEnabled inViewChatEnabled wfm2Enabled teamUuId agentCount
    teamLeadId isDefault`,
  matches: (has) => has('teamId') && has('teamName') && !has('agentId', 'totalHandled', 'skillId'),
})

/** Dispositions: what agents say became of a contact. */
export const dispositions = flat({
  name: 'dispositions',
  keyField: 'dispositionId',
  fields: 'dispositionId dispositionName isActive classification lastUpdated',
  spellings: { lastUpdated: ['lastModified'] },
  columns: {
    dispositionId: ['DISPOSITION_NO'],
    dispositionName: ['DISPOSITION_DESCRIPTION'],
    isActive: ['DISPOSITION_STATUS'],
    classification: ['DISPOSITION_CLASSIFICATION_NAME'],
    lastUpdated: ['MODIFIED_TIMESTAMP'],
  },
  otherFields: `${DISPOSITION_COLUMNS} displayOrder reportingGroup systemOutcome requireCommitmentAmount requireRescheduleDate agentSpecific notes
    classificationId isPreviewDisposition businessUnitId priority`,
  matches: (has) => has('dispositionId') && has('dispositionName'),
})

/** What the numbers of contact states mean (CONTACT_STATE_DIM of the data share). */
export const contactStateNames = flat({
  name: 'contact_state_names',
  keyField: 'contactStateId',
  fields: 'contactStateId contactStateName lastUpdated',
  columns: { contactStateId: ['CONTACT_STATE_NO'], lastUpdated: ['_MODIFIED_TIMESTAMP'] },
  otherFields: CONTACT_STATE_COLUMNS,
  matches: (has) => has('contact_state_key') && has('contactStateName') && !has('contactId'),
})
