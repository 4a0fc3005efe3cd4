import { flat } from './flat.js'
import { AGENT_COLUMNS, AGENT_CONTACT_COLUMNS, AGENT_SESSION_ACTIVITY_COLUMNS } from './share-columns.js'

/** Agents: people with their teams. */
export const agents = flat({
  name: 'agents',
  keyField: 'agentId',
  fields: `agentId userName firstName middleName lastName email isActive teamId teamName reportToId location
    lastModified`,
  spellings: { email: ['emailAddress'], lastModified: ['modDateTime', 'lastUpdated'] },
  columns: {
    agentId: ['AGENT_NO'],
    userName: ['AGENT_USERNAME'],
    firstName: ['AGENT_FIRST_NAME'],
    middleName: ['AGENT_MIDDLE_NAME'],
    lastName: ['AGENT_LAST_NAME'],
    email: ['AGENT_EMAIL'],
    isActive: ['AGENT_STATUS'],
    teamId: ['TEAM_NO'],
    reportToId: ['AGENT_REPORTS_TO_AGENT_NO'],
    lastModified: ['VALID_FROM_TIMESTAMP', 'MODIFIED_TIMESTAMP'],
  },
  otherFields: `${AGENT_COLUMNS} businessUnitId businessUnitName reportToFirstName reportToMiddleName reportToLastName isSupervisor
    lastLogin custom1 custom2 custom3 custom4 custom5 internalId userId createDate inactiveDate hireDate timeZone status
    productId ntLoginName startDate endDate profileId profileName country state city isWhatIfAgent terminationDate
    rehireStatus employmentType referral atHome hiringSource notes recordingNumbers defaultDialingPattern
    voiceThreshold chatThreshold emailThreshold workItemThreshold userType loginAuthenticatorId isOpenIdProfileComplete
    teamUuid contactAutoFocus useTeamMaxConcurrentChats useTeamEmailAutoParkingLimit`,
  matches: (has) =>
    has('agentId') && has('userName', 'ntLoginName') && has('firstName', 'lastName') && !has('totalHandled'),
})

/** Agent state history: what each agent did from login to logout. */
export const agentStates = flat({
  name: 'agent_states',
  keyField: 'agentId',
  fields: `agentId agentSessionId stateIndex startDate duration agentStateId agentStateName outStateId
    outStateDescription contactId skillId isOutbound working available`,
  // The agent state log of Data Download, and AGENT_SESSION_ACTIVITY_FACT of the data share.
  columns: {
    agentId: ['Agent_No'],
    agentSessionId: ['AGENT_SESSION_NO'],
    stateIndex: ['AGENT_SESSION_ACTIVITY_SEQUENCE'],
    startDate: ['START_TIMESTAMP'],
    duration: ['AGENT_SESSION_ACTIVITY_DURATION_SECONDS'],
    agentStateId: ['AGENT_STATE_NO'],
    skillId: ['Skill_No'],
    outStateId: ['Outstate_Code', 'UNAVAILABLE_STATE_NO'],
    outStateDescription: ['Outstate', 'UNAVAILABLE_STATE_NAME'],
  },
  hasLocalTimes: (has) => has('working') && !has('agentStateName'),
  otherFields: `${AGENT_SESSION_ACTIVITY_COLUMNS} Agent_Name Team_No Bus_No Log_State Skill_Name skillName mediaTypeId mediaTypeName fromAddress toAddress isNaturalCalling stationId stationName
    teamId teamNo businessUnitId`,
  matches: (has) => has('agentId') && has('agentStateName', 'working') && has('startDate'),
})

/** Agents' parts in contacts, as the data share has them (AGENT_CONTACT_FACT): the finest that is told of agents. */
export const agentContacts = flat({
  name: 'agent_contacts',
  keyField: 'agentContactId',
  conversationColumns: ['contactId'],
  fields: `agentContactId contactId agentId skillId startDate endDate activeSeconds holdSeconds conferenceSeconds
    acwSeconds handleSeconds isRefused isConsult refusedReason lastUpdateTime`,
  columns: {
    contactId: ['CONTACT_NO'],
    agentId: ['AGENT_NO'],
    skillId: ['SKILL_NO'],
    startDate: ['START_TIMESTAMP'],
    endDate: ['END_TIMESTAMP'],
    isRefused: ['IS_REFUSED_FLAG'],
    isConsult: ['IS_CONSULT_FLAG'],
    refusedReason: ['REFUSED_REASON_NAME'],
    lastUpdateTime: ['_MODIFIED_TIMESTAMP'],
  },
  otherFields: AGENT_CONTACT_COLUMNS,
  matches: (has) => has('agentContactId') && has('contactId') && has('handleSeconds') && !has('interval_qh_timestamp'),
})

/** Schedule adherence of workforce management: the same key in the answer, other fields. Kept for reconciliation. */
export const scheduleAdherence = flat({
  name: 'schedule_adherence',
  keyField: 'agentId',
  fields: `agentId agentSessionId stateIndex startDate duration agentStateId outStateId outStateDescription skillId
    callStartDate callEndDate`,
  otherFields: 'businessUnitId businessUnitName',
  matches: (has) => has('agentId') && has('agentStateId') && has('stateIndex') && !has('agentStateName'),
})
