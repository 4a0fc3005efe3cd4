// The bare thing: one table of fully nested, typed columns from the same files, by node-api alone.
import { DuckDBInstance } from '@duckdb/node-api'

const [database, ...files] = process.argv.slice(2)
const segments = `STRUCT(segmentType VARCHAR, segmentStart TIMESTAMPTZ, segmentEnd TIMESTAMPTZ, queueId VARCHAR,
  groupId VARCHAR, disconnectType VARCHAR, errorCode VARCHAR, conference BOOLEAN, wrapUpCode VARCHAR,
  wrapUpNote VARCHAR, subject VARCHAR)[]`
const metrics = 'STRUCT("name" VARCHAR, "value" BIGINT, emitDate TIMESTAMPTZ)[]'
const flow = `STRUCT(flowId VARCHAR, flowName VARCHAR, flowType VARCHAR, exitReason VARCHAR, transferType VARCHAR,
  transferTargetAddress VARCHAR)`
const sessions = `STRUCT(sessionId VARCHAR, peerId VARCHAR, mediaType VARCHAR, messageType VARCHAR, direction VARCHAR,
  provider VARCHAR, ani VARCHAR, dnis VARCHAR, remote VARCHAR, addressFrom VARCHAR, addressTo VARCHAR,
  usedRouting VARCHAR, flowInType VARCHAR, flowOutType VARCHAR, outboundCampaignId VARCHAR,
  outboundContactId VARCHAR, outboundContactListId VARCHAR, dispositionName VARCHAR, callbackNumbers VARCHAR[],
  callbackScheduledTime TIMESTAMPTZ, monitoredParticipantId VARCHAR, coachedParticipantId VARCHAR,
  bargedParticipantId VARCHAR, acwSkipped BOOLEAN, scriptId VARCHAR, flow ${flow}, segments ${segments},
  metrics ${metrics})[]`
const participants = `STRUCT(participantId VARCHAR, participantName VARCHAR, purpose VARCHAR, userId VARCHAR,
  externalContactId VARCHAR, externalOrganizationId VARCHAR, teamId VARCHAR, flaggedReason VARCHAR,
  attributes MAP(VARCHAR, VARCHAR), sessions ${sessions})[]`
const conversation = `STRUCT(conversationId VARCHAR, conversationStart TIMESTAMPTZ, conversationEnd TIMESTAMPTZ,
  conferenceStart TIMESTAMPTZ, originatingDirection VARCHAR, conversationInitiator VARCHAR,
  customerParticipation BOOLEAN, selfServed BOOLEAN, externalTag VARCHAR, divisionIds VARCHAR[],
  mediaStatsMinConversationMos DOUBLE, mediaStatsMinConversationRFactor DOUBLE, participants ${participants})`

const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
// With a single column DuckDB would look into the files first; two columns cost it nothing.
const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
await connection.run(
  `create table conversations as select unnest(conversations, max_depth := 2) from read_json([${list}],
   columns = {conversations: '${conversation}[]', cursor: 'VARCHAR'}, format = 'unstructured', maximum_object_size = 268435456)`,
)
await connection.run('checkpoint')
connection.closeSync()
instance.closeSync()
