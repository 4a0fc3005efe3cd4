import type { JsonObject, Platform } from '../platform.js'
import { conversations } from './conversations.js'
import { eventBridgeEvents, events } from './events.js'
import { divisions, presenceDefinitions, queues, users, wrapUpCodes } from './lookups.js'
import { personal } from './personal.js'
import { evaluations, surveys } from './quality.js'
import { explainUnsupported } from './unsupported.js'
import { userDetails } from './user-details.js'
import { eventBridgeUserEvents, userEvents } from './user-events.js'

const PAGING_FIELDS = new Set([
  'aggregations',
  'conversations',
  'userDetails',
  'entities',
  'totalHits',
  'cursor',
  'dataAvailabilityDate',
  'pageSize',
  'pageNumber',
  'pageCount',
  'total',
  'selfUri',
  'firstUri',
  'lastUri',
  'nextUri',
  'previousUri',
])

/** Genesys Cloud: answers of its analytics, lookup and quality APIs, as pages, lists, lines or single records, and its events. */
export const genesys: Platform = {
  name: 'genesys',
  personal,
  entities: [
    conversations,
    userDetails,
    evaluations,
    surveys,
    queues,
    presenceDefinitions,
    users,
    divisions,
    wrapUpCodes,
    events,
    eventBridgeEvents,
    userEvents,
    eventBridgeUserEvents,
  ],
  envelopeFields: ['conversations', 'userDetails', 'entities'],
  stampField: 'dataAvailabilityDate',
  isEmptyAnswer: isPageWithoutRecords,
  explain: explainUnsupported,
}

function isPageWithoutRecords(document: JsonObject): boolean {
  const names = Object.keys(document)
  const says = ['totalHits', 'total', 'dataAvailabilityDate', 'conversations', 'userDetails', 'entities']
  return names.every((name) => PAGING_FIELDS.has(name)) && names.some((name) => says.includes(name))
}
