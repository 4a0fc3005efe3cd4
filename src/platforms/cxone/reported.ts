import { flat } from './flat.js'

const WINDOW = 'startDate endDate'

/** Skill summaries, as CXone computed them: for reconciliation only. */
export const skillSummaries = flat({
  name: 'skill_summaries',
  keyField: 'skillId',
  fields: `skillId skillName ${WINDOW} mediaTypeId isOutbound contactsOffered contactsQueued contactsHandled abandonCount
    abandonRate contactsWithinSLA contactsOutOfSLA serviceLevel serviceLevelGoal serviceLevelThreshold
    averageHandleTime averageInqueueTime averageSpeedToAnswer averageTalkTime averageWrapTime holdTime totalContactTime`,
  otherFields: `businessUnitId businessUnitName agentsAcw agentsAvailable agentsIdle agentsLoggedIn agentsUnavailable
    agentsWorking campaignId campaignName contactsActive longestQueueDur mediaTypeName queueCount dials connects
    connectsAHT rightPartyConnects rightPartyConnectsAHT`,
  matches: (has) => has('skillId') && has('contactsOffered', 'contactsQueued'),
})

/** Service-level summaries of skills, as CXone computed them: for reconciliation only. */
export const slaSummaries = flat({
  name: 'sla_summaries',
  keyField: 'skillId',
  fields: `skillId skillName ${WINDOW} contactsWithinSLA contactsOutOfSLA totalContacts serviceLevel`,
  otherFields: 'businessUnitId businessUnitName',
  matches: (has) => has('skillId') && has('contactsWithinSLA') && has('totalContacts'),
})

const PERFORMANCE = `${WINDOW} agentOffered inboundHandled inboundTime inboundTalkTime inboundAvgTalkTime outboundHandled
  outboundTime outboundTalkTime outboundAvgTalkTime totalHandled totalAvgHandled totalTalkTime totalAvgTalkTime
  totalAvgHandleTime consultTime availableTime unavailableTime avgAvailableTime avgUnavailableTime acwTime refused
  percentRefused loginTime workingRate occupancy`

/** Performance of agents, as CXone computed it: for reconciliation only. */
export const agentPerformance = flat({
  name: 'agent_performance',
  keyField: 'agentId',
  fields: `agentId teamId ${PERFORMANCE}`,
  otherFields: 'businessUnitId businessUnitName firstName lastName agentName teamName',
  matches: (has) => has('agentId') && has('totalHandled') && has('loginTime'),
})

/** Performance of teams, as CXone computed it: for reconciliation only. */
export const teamPerformance = flat({
  name: 'team_performance',
  keyField: 'teamId',
  fields: `teamId ${PERFORMANCE}`,
  otherFields: 'businessUnitId businessUnitName teamName',
  matches: (has) => has('teamId') && !has('agentId') && has('totalHandled') && has('loginTime'),
})
