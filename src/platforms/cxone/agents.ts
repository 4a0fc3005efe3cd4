import { flat } from './flat.js'

/** Agents: people with their teams. */
export const agents = flat({
  name: 'agents',
  keyField: 'agentId',
  fields: `agentId userName firstName middleName lastName email isActive teamId teamName reportToId location
    lastModified`,
  spellings: { email: ['emailAddress'], lastModified: ['modDateTime', 'lastUpdated'] },
  otherFields: `businessUnitId businessUnitName reportToFirstName reportToMiddleName reportToLastName isSupervisor
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
  // The agent state log of Data Download.
  columns: {
    agentId: ['Agent_No'],
    skillId: ['Skill_No'],
    outStateId: ['Outstate_Code'],
    outStateDescription: ['Outstate'],
  },
  hasLocalTimes: (has) => has('working') && !has('agentStateName'),
  otherFields: `Agent_Name Team_No Bus_No Log_State Skill_Name skillName mediaTypeId mediaTypeName fromAddress toAddress isNaturalCalling stationId stationName
    teamId teamNo businessUnitId`,
  matches: (has) => has('agentId') && has('agentStateName', 'working') && has('startDate'),
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
