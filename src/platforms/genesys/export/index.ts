import type { Exporter, ExportFile } from '../../exporter.js'
import { conversationRecord } from './conversation.js'
import { evaluationEntity } from './evaluations.js'
import {
  divisionEntities,
  listing,
  presenceEntities,
  queueEntity,
  userEntities,
  userEntity,
  wrapUpCodeEntities,
} from './lookups.js'
import { iso } from './names.js'
import { userDetail } from './user-details.js'

/** Writes what Genesys Cloud would export of a centre. */
export const genesysExporter: Exporter = {
  conversation: (journey, centre) => JSON.stringify(conversationRecord(journey, centre)),

  conversationPage: (records, completeUntilMs, cursor) => {
    const next = cursor === null ? '' : `"cursor":${JSON.stringify(cursor)},`
    return `{"conversations":[\n${records.join(',\n')}\n],${next}"dataAvailabilityDate":"${iso(completeUntilMs)}"}\n`
  },

  lookups: (centre) => [
    { path: 'users.json', text: listing(userEntities(centre, 1)) },
    {
      path: 'queues.json',
      text: listing(centre.queues.map((queue) => queueEntity(queue, centre.createdAt, centre.createdAt))),
    },
    { path: 'wrapup-codes.json', text: listing(wrapUpCodeEntities(centre)) },
    { path: 'divisions.json', text: listing(divisionEntities(centre)) },
    { path: 'presence-definitions.json', text: listing(presenceEntities(centre)) },
  ],

  renamed: (agents, queues, centre, atMs): ExportFile[] => [
    { path: 'users-later.json', text: listing(agents.map((agent) => userEntity(agent, 2))) },
    { path: 'queues-later.json', text: listing(queues.map((queue) => queueEntity(queue, centre.createdAt, atMs))) },
  ],

  evaluation: (evaluation, centre) => JSON.stringify(evaluationEntity(evaluation, centre)),

  evaluationPage: (records, pageNumber) =>
    `{"entities":[\n${records.join(',\n')}\n],"pageSize":100,"pageNumber":${pageNumber},"total":${records.length}}\n`,

  userDetail,

  userDetailPage: (records, completeUntilMs) =>
    `{"userDetails":[\n${records.join(',\n')}\n],"dataAvailabilityDate":"${iso(completeUntilMs)}"}\n`,
}
