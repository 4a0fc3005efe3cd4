import { flat } from './flat.js'

/** Skills: CXone's queues, with the target and the short-abandon rule of each. */
export const skills = flat({
  name: 'skills',
  keyField: 'skillId',
  fields: `skillId skillName mediaTypeId mediaTypeName isActive isOutbound campaignId serviceLevelThreshold
    serviceLevelGoal enableShortAbandon shortAbandonThreshold countShortAbandons countOtherAbandons lastUpdated`,
  spellings: { lastUpdated: ['lastModified', 'lastUpdateTime'] },
  otherFields: `businessUnitId campaignName isDialer notes useACW useDisposition requireDisposition
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
  otherFields: `businessUnitId description notes maxConcurrentChats wfoEnabled wfmEnabled qmEnabled analyticsEnabled
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
  otherFields: `displayOrder reportingGroup systemOutcome requireCommitmentAmount requireRescheduleDate agentSpecific notes
    classificationId isPreviewDisposition businessUnitId priority`,
  matches: (has) => has('dispositionId') && has('dispositionName'),
})
