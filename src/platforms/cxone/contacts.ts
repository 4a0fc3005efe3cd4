import { flat } from './flat.js'

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
    dateACWWarehoused`,
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
  otherFields: `businessUnitId campaignName teamName pointOfContactName isLogged isWarehoused refuseReason refuseTime
    dispositionNotes tags isAnalyticsProcessed analyticsProcessedDate highProficiency lowProficiency routingAttribute
    divisionNo stateId digitalContactStateId digitalContactStateName contactStateCategory fileName targetAgentId`,
  matches: (has) =>
    has('contactId') &&
    !has('stateIndex') &&
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
