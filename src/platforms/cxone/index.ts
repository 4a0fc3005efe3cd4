import type { JsonObject, Platform } from '../platform.js'
import { agentContacts, agents, agentStates, scheduleAdherence } from './agents.js'
import { contactActivities, contacts, contactStates, contactVisits } from './contacts.js'
import { contactStateNames, dispositions, skills, teams } from './lookups.js'
import { personal } from './personal.js'
import { agentPerformance, skillSummaries, slaSummaries, teamPerformance } from './reported.js'
import { explainUnsupported } from './unsupported.js'

const LISTS = [
  'completedContacts',
  'contacts',
  'contactStateHistory',
  'agentStateHistory',
  'skills',
  'agents',
  'teams',
  'dispositions',
  'skillSummaries',
  'serviceLevelSummaries',
  'agentPerformance',
  'teamPerformanceTotal',
]

const PAGING_FIELDS = new Set([...LISTS, '_links', 'businessUnitId', 'totalRecords', 'lastPollTime'])

/** NICE CXone (inContact, also under white labels): answers of its reporting, admin and WFM APIs, of every generation. */
export const cxone: Platform = {
  name: 'cxone',
  personal,
  entities: [
    contactActivities,
    contactStates,
    agentContacts,
    contactVisits,
    contacts,
    agentStates,
    scheduleAdherence,
    skillSummaries,
    slaSummaries,
    agentPerformance,
    teamPerformance,
    skills,
    agents,
    teams,
    dispositions,
    contactStateNames,
  ],
  envelopeFields: LISTS,
  wrapperFields: ['resultSet', 'skillDispositions'],
  stampField: 'lastPollTime',
  isEmptyAnswer: isPageWithoutRecords,
  explain: explainUnsupported,
}

function isPageWithoutRecords(document: JsonObject): boolean {
  const names = Object.keys(document)
  const says = [...LISTS, 'totalRecords', 'lastPollTime']
  return names.every((name) => PAGING_FIELDS.has(name)) && names.some((name) => says.includes(name))
}
