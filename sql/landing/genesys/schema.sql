-- Raw tables of Genesys Cloud exports. Leaves are VARCHAR as they came; casting is staging's work.
-- Append-only. A child row belongs to the record with the same (file_id, file_row); indexes count from 1.

-- Grain: one conversation detail record as one export had it.
create table if not exists raw.genesys_conversations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "conversationId" varchar,
    "conversationStart" varchar,
    "conversationEnd" varchar,
    "conferenceStart" varchar,
    "originatingDirection" varchar,
    "conversationInitiator" varchar,
    "customerParticipation" varchar,
    "selfServed" varchar,
    "externalTag" varchar,
    "divisionIds" varchar,
    "mediaStatsMinConversationMos" varchar,
    "mediaStatsMinConversationRFactor" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one participant of a conversation record.
create table if not exists raw.genesys_participants (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    participant_index integer not null,
    "participantId" varchar,
    "participantName" varchar,
    "purpose" varchar,
    "userId" varchar,
    "externalContactId" varchar,
    "externalOrganizationId" varchar,
    "teamId" varchar,
    "flaggedReason" varchar,
    "attributes" varchar
);

-- Grain: one session of a participant.
create table if not exists raw.genesys_sessions (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    participant_index integer not null,
    session_index integer not null,
    "sessionId" varchar,
    "peerId" varchar,
    "mediaType" varchar,
    "messageType" varchar,
    "direction" varchar,
    "provider" varchar,
    "ani" varchar,
    "dnis" varchar,
    "remote" varchar,
    "addressFrom" varchar,
    "addressTo" varchar,
    "usedRouting" varchar,
    "flowInType" varchar,
    "flowOutType" varchar,
    "outboundCampaignId" varchar,
    "outboundContactId" varchar,
    "outboundContactListId" varchar,
    "dispositionName" varchar,
    "callbackNumbers" varchar,
    "callbackScheduledTime" varchar,
    "monitoredParticipantId" varchar,
    "coachedParticipantId" varchar,
    "bargedParticipantId" varchar,
    "acwSkipped" varchar,
    "scriptId" varchar,
    "flowId" varchar,
    "flowName" varchar,
    "flowType" varchar,
    "flowExitReason" varchar,
    "flowTransferType" varchar,
    "flowTransferTargetAddress" varchar,
    "hasMetrics" boolean
);

-- Grain: one segment of a session.
create table if not exists raw.genesys_segments (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    participant_index integer not null,
    session_index integer not null,
    segment_index integer not null,
    "segmentType" varchar,
    "segmentStart" varchar,
    "segmentEnd" varchar,
    "queueId" varchar,
    "groupId" varchar,
    "disconnectType" varchar,
    "errorCode" varchar,
    "conference" varchar,
    "wrapUpCode" varchar,
    "wrapUpNote" varchar,
    "subject" varchar
);

-- Grain: one metric of a session.
create table if not exists raw.genesys_metrics (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    participant_index integer not null,
    session_index integer not null,
    metric_index integer not null,
    "name" varchar,
    "value" varchar,
    "emitDate" varchar
);

-- Grain: one evaluation inside a conversation record.
create table if not exists raw.genesys_conversation_evaluations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    evaluation_index integer not null,
    "evaluationId" varchar,
    "calibrationId" varchar,
    "contextId" varchar,
    "formId" varchar,
    "formName" varchar,
    "evaluatorId" varchar,
    "userId" varchar,
    "queueId" varchar,
    "eventTime" varchar,
    "evaluationStatus" varchar,
    "released" varchar,
    "rescored" varchar,
    "deleted" varchar,
    "systemSubmitted" varchar,
    "oTotalScore" varchar,
    "oTotalCriticalScore" varchar
);

-- Grain: one survey inside a conversation record.
create table if not exists raw.genesys_conversation_surveys (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    survey_index integer not null,
    "surveyId" varchar,
    "surveyFormId" varchar,
    "surveyFormName" varchar,
    "surveyStatus" varchar,
    "surveyType" varchar,
    "surveyCompletedDate" varchar,
    "eventTime" varchar,
    "surveyPromoterScore" varchar,
    "userId" varchar,
    "queueId" varchar,
    "oSurveyTotalScore" varchar
);

-- Grain: one evaluation record of the quality API.
create table if not exists raw.genesys_evaluations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "conversationId" varchar,
    "agentId" varchar,
    "evaluatorId" varchar,
    "queueId" varchar,
    "formId" varchar,
    "formName" varchar,
    "formContextId" varchar,
    "calibrationId" varchar,
    "status" varchar,
    "createdDate" varchar,
    "assignedDate" varchar,
    "changedDate" varchar,
    "submittedDate" varchar,
    "revisionCreatedDate" varchar,
    "releaseDate" varchar,
    "neverRelease" varchar,
    "redacted" varchar,
    "deleted" varchar,
    "isScoringIndex" varchar,
    "rescore" varchar,
    "version" varchar,
    "conversationDate" varchar,
    "totalScore" varchar,
    "totalCriticalScore" varchar,
    "anyFailedKillQuestions" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one survey record of the quality API.
create table if not exists raw.genesys_surveys (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "conversationId" varchar,
    "agentId" varchar,
    "queueId" varchar,
    "surveyFormId" varchar,
    "surveyFormName" varchar,
    "status" varchar,
    "surveyType" varchar,
    "completedDate" varchar,
    "createdDate" varchar,
    "totalScore" varchar,
    "npsScore" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one user of a lookup page.
create table if not exists raw.genesys_users (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "name" varchar,
    "email" varchar,
    "department" varchar,
    "title" varchar,
    "state" varchar,
    "divisionId" varchar,
    "managerId" varchar,
    "teamId" varchar,
    "version" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one queue of a lookup page; targets in ms, percentages 0 to 1.
create table if not exists raw.genesys_queues (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "name" varchar,
    "divisionId" varchar,
    "dateCreated" varchar,
    "dateModified" varchar,
    "callServiceLevelDurationMs" varchar,
    "callServiceLevelPercentage" varchar,
    "callbackServiceLevelDurationMs" varchar,
    "callbackServiceLevelPercentage" varchar,
    "chatServiceLevelDurationMs" varchar,
    "chatServiceLevelPercentage" varchar,
    "emailServiceLevelDurationMs" varchar,
    "emailServiceLevelPercentage" varchar,
    "messageServiceLevelDurationMs" varchar,
    "messageServiceLevelPercentage" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one wrap-up code of a lookup page.
create table if not exists raw.genesys_wrapup_codes (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "name" varchar,
    "divisionId" varchar,
    "dateCreated" varchar,
    "dateModified" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one division of a lookup page.
create table if not exists raw.genesys_divisions (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "name" varchar,
    "description" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one presence definition of a lookup page.
create table if not exists raw.genesys_presence_definitions (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "name" varchar,
    "type" varchar,
    "systemPresence" varchar,
    "primary" varchar,
    "deactivated" varchar,
    "dateModified" varchar,
    "modifiedDate" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one user of a user-details export.
create table if not exists raw.genesys_user_details (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "userId" varchar,
    "dataAvailabilityDate" varchar,
    "payloadHash" varchar
);

-- Grain: one presence interval of a user-details record.
create table if not exists raw.genesys_user_presence (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    interval_index integer not null,
    "userId" varchar,
    "startTime" varchar,
    "endTime" varchar,
    "systemPresence" varchar,
    "organizationPresenceId" varchar
);

-- Grain: one routing-status interval of a user-details record.
create table if not exists raw.genesys_user_routing_status (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    interval_index integer not null,
    "userId" varchar,
    "startTime" varchar,
    "endTime" varchar,
    "routingStatus" varchar
);

-- Grain: one event of a conversation as one transport brought it.
create table if not exists raw.genesys_events (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    transport varchar,
    "id" varchar,
    "topicName" varchar,
    "conversationId" varchar,
    "participantId" varchar,
    "sessionId" varchar,
    "eventTime" varchar,
    "mediaType" varchar,
    "direction" varchar,
    "provider" varchar,
    "userId" varchar,
    "queueId" varchar,
    "divisionId" varchar,
    "disconnectType" varchar,
    "acdOutcome" varchar,
    "answeredUserId" varchar,
    "connectedDurationMs" varchar,
    "interactingDurationMs" varchar,
    "heldDurationMs" varchar,
    "alertingDurationMs" varchar,
    "contactingDurationMs" varchar,
    "dialingDurationMs" varchar,
    "wrapupCode" varchar,
    "wrapupDurationMs" varchar,
    "bodyHash" varchar,           -- of what is kept of the body: the same through every transport
    "payloadHash" varchar
);

-- Grain: one change of a user's presence or routing status as one transport brought it.
create table if not exists raw.genesys_user_events (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "id" varchar,
    "topicName" varchar,
    "userId" varchar,
    "primary" varchar,
    "systemPresence" varchar,
    "modifiedDate" varchar,
    "routingStatus" varchar,
    "startTime" varchar,
    "payloadHash" varchar
);
