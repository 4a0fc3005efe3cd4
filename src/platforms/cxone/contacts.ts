import type { Entity } from '../platform.js'
import { flat } from './flat.js'
import { CONTACT_ACTIVITY_COLUMNS, CONTACT_VISIT_COLUMNS } from './share-columns.js'

/** Contacts: one customer's visit to skills and to an agent; completed ones, or active and completed mixed. */
export const contacts = flat({
  name: 'contacts',
  keyField: 'contactId',
  conversationColumns: ['contactId', 'masterContactId'],
  fields: `contactId masterContactId contactStartDate lastUpdateTime mediaTypeId mediaTypeName mediaSubTypeId
    mediaSubTypeName isOutbound skillId skillName campaignId teamId agentId firstName lastName fromAddress toAddress
    pointOfContactId abandoned isShortAbandon abandonSeconds preQueueSeconds inQueueSeconds routingTime agentSeconds
    holdSeconds holdCount conferenceSeconds acwSeconds postQueueSeconds releaseSeconds totalDurationSeconds
    callbackTime serviceLevelFlag isRefused isTakeover transferIndicatorId transferIndicatorName
    primaryDispositionId secondaryDispositionId endReason isActive stateName agentStartDate dateContactWarehoused
    dateACWWarehoused agentName localStartDate localStartTime`,
  spellings: {
    contactStartDate: ['contactStart'],
    mediaTypeId: ['mediaType'],
    fromAddress: ['fromAddr'],
    toAddress: ['toAddr'],
    conferenceSeconds: ['confSeconds'],
    acwSeconds: ['ACWSeconds'],
    dateACWWarehoused: ['dateAcwWarehoused'],
    stateName: ['state'],
  },
  // Report 524 of Data Download, Call Detail.
  columns: {
    mediaTypeName: ['media_name'],
    fromAddress: ['ANI_DIALNUM'],
    skillId: ['skill_no'],
    campaignId: ['campaign_no'],
    agentId: ['agent_no'],
    teamId: ['team_no'],
    primaryDispositionId: ['disposition_code'],
    serviceLevelFlag: ['SLA'],
    localStartDate: ['start_date'],
    localStartTime: ['start_time'],
    preQueueSeconds: ['PreQueue'],
    inQueueSeconds: ['InQueue'],
    agentSeconds: ['Agent_Working_Time'],
    postQueueSeconds: ['PostQueue'],
    totalDurationSeconds: ['Total_Time'],
    abandonSeconds: ['Abandon_Time'],
    abandoned: ['abandon'],
  },
  hasLocalTimes: (has) => has('localStartDate'),
  otherFields: `Contact_Code contact_name campaign_name team_name Routing_Time Logged
    businessUnitId campaignName teamName pointOfContactName isLogged isWarehoused refuseReason refuseTime
    dispositionNotes tags isAnalyticsProcessed analyticsProcessedDate highProficiency lowProficiency routingAttribute
    divisionNo stateId digitalContactStateId digitalContactStateName contactStateCategory fileName targetAgentId`,
  matches: (has) =>
    has('contactId') &&
    // What the data share calls so is another id.
    !has('stateIndex', 'contact_key', 'agentContactId') &&
    has('contactStart', 'contactStartDate', 'totalDurationSeconds', 'inQueueSeconds', 'agentSeconds'),
})

/** Contact state history: every state a contact went through. */
export const contactStates = flat({
  name: 'contact_states',
  keyField: 'contactId',
  conversationColumns: ['contactId'],
  fields: `contactId stateIndex contactStateId contactStateName digitalContactStateId digitalContactStateName startDate
    agentId skillId skillName duration`,
  otherFields: 'isWarehoused divisionNo businessUnitId',
  matches: (has) => has('contactId') && has('stateIndex') && has('contactStateId', 'contactStateName'),
})

/** The same states as the data share has them (CONTACT_ACTIVITY_FACT): by numbers, whose names its own dimension tells. */
export const contactActivities: Entity = {
  ...flat({
    name: 'contact_activities',
    keyField: 'contactId',
    conversationColumns: ['contactId'],
    fields: 'contactId stateIndex contactStateId startDate agentId skillId duration lastUpdateTime',
    columns: {
      contactId: ['CONTACT_NO'],
      stateIndex: ['CONTACT_ACTIVITY_SEQUENCE'],
      contactStateId: ['CONTACT_STATE_NO'],
      startDate: ['START_TIMESTAMP'],
      agentId: ['AGENT_NO'],
      skillId: ['SKILL_NO'],
      duration: ['CONTACT_ACTIVITY_DURATION_SECONDS'],
      lastUpdateTime: ['_MODIFIED_TIMESTAMP'],
    },
    otherFields: CONTACT_ACTIVITY_COLUMNS,
    matches: (has) => has('contact_activity_key') && has('stateIndex') && has('startDate'),
  }),
  table: 'cxone_contact_states',
}

/** Contacts as the data share has them: by each skill they visited (CONTACT_SKILL_FACT), or whole (CONTACT_FACT). */
export const contactVisits = flat({
  name: 'contact_visits',
  keyField: 'contactId',
  conversationColumns: ['contactId', 'customerContactId'],
  fields: `contactId customerContactId skillId skillSequenceNo contactStartDate startDate endDate
    contactSkillFirstInqueueCategoryTimestamp contactFirstInqueueCategoryTimestamp fromAddress isCallbackFlag
    isAbandonedFlag shortAbandonedCount takeoverCount queueOfferedCount inSlaCount outSlaCount holdSeconds
    prequeueCategorySeconds inqueueCategorySeconds withAgentCategorySeconds inboundSeconds outboundSeconds endReason
    lastUpdateTime`,
  columns: {
    contactId: ['CONTACT_NO'],
    skillId: ['SKILL_NO'],
    contactStartDate: ['CONTACT_START_TIMESTAMP'],
    startDate: ['START_TIMESTAMP'],
    endDate: ['END_TIMESTAMP'],
    lastUpdateTime: ['_MODIFIED_TIMESTAMP'],
  },
  otherFields: CONTACT_VISIT_COLUMNS,
  matches: (has) =>
    has('contactId') &&
    has('contact_key', 'contact_skill_key', 'skillSequenceNo') &&
    has('inqueueCategorySeconds') &&
    has('withAgentCategorySeconds') &&
    !has('interval_qh_timestamp'),
})
