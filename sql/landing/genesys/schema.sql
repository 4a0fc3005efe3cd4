-- Raw tables of Genesys Cloud exports. Leaves are VARCHAR as they came, casting is staging's work; columnar files keep their types.
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
    "ani" varchar,
    "addressFrom" varchar,
    "externalContactId" varchar,
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

-- Grain: one conversation detail record of a file that types its columns, with its lists as they came. A row that vanished
-- from its table has a second one with op delete.
create table if not exists raw.genesys_typed_conversations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "conversationId" varchar,
    "conversationStart" timestamptz,
    "conversationEnd" timestamptz,
    "conferenceStart" timestamptz,
    "originatingDirection" varchar,
    "conversationInitiator" varchar,
    "customerParticipation" varchar,
    "selfServed" varchar,
    "externalTag" varchar,
    "divisionIds" varchar,
    "mediaStatsMinConversationMos" double,
    "mediaStatsMinConversationRFactor" varchar,
    participants struct(
        "participantId" varchar,
        "participantName" varchar,
        "purpose" varchar,
        "userId" varchar,
        "externalContactId" varchar,
        "externalOrganizationId" varchar,
        "teamId" varchar,
        "flaggedReason" varchar,
        "attributes" varchar,
        sessions struct(
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
            "callbackScheduledTime" timestamptz,
            "monitoredParticipantId" varchar,
            "coachedParticipantId" varchar,
            "bargedParticipantId" varchar,
            "acwSkipped" varchar,
            "scriptId" varchar,
            flow struct(
                "flowId" varchar,
                "flowName" varchar,
                "flowType" varchar,
                "exitReason" varchar,
                "transferType" varchar,
                "transferTargetAddress" varchar
            ),
            segments struct(
                "segmentType" varchar,
                "segmentStart" timestamptz,
                "segmentEnd" timestamptz,
                "queueId" varchar,
                "groupId" varchar,
                "disconnectType" varchar,
                "errorCode" varchar,
                "conference" boolean,
                "wrapUpCode" varchar,
                "wrapUpNote" varchar,
                "subject" varchar
            )[],
            metrics struct(
                "name" varchar,
                "value" bigint,
                "emitDate" timestamptz
            )[]
        )[]
    )[],
    evaluations struct(
        "evaluationId" varchar,
        "calibrationId" varchar,
        "contextId" varchar,
        "formId" varchar,
        "formName" varchar,
        "evaluatorId" varchar,
        "userId" varchar,
        "queueId" varchar,
        "eventTime" timestamptz,
        "evaluationStatus" varchar,
        "released" varchar,
        "rescored" varchar,
        "deleted" varchar,
        "systemSubmitted" varchar,
        "oTotalScore" varchar,
        "oTotalCriticalScore" varchar
    )[],
    surveys struct(
        "surveyId" varchar,
        "surveyFormId" varchar,
        "surveyFormName" varchar,
        "surveyStatus" varchar,
        "surveyType" varchar,
        "surveyCompletedDate" timestamptz,
        "eventTime" timestamptz,
        "surveyPromoterScore" varchar,
        "userId" varchar,
        "queueId" varchar,
        "oSurveyTotalScore" varchar
    )[],
    "payloadHash" ubigint
);

-- The parts of these records, as raw.genesys_participants and the others have them of records whose leaves are text.
create or replace view raw.genesys_typed_participants as
select
    load_id,
    file_id,
    file_row,
    org_id,
    participant_index,
    participant."participantId",
    participant."participantName",
    participant."purpose",
    participant."userId",
    participant."externalContactId",
    participant."externalOrganizationId",
    participant."teamId",
    participant."flaggedReason",
    participant."attributes"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        generate_subscripts(participants, 1) as participant_index,
        unnest(participants) as participant
    from raw.genesys_typed_conversations
    where op = 'upsert'
);

create or replace view raw.genesys_typed_sessions as
select
    load_id,
    file_id,
    file_row,
    org_id,
    participant_index,
    session_index,
    session."sessionId",
    session."peerId",
    session."mediaType",
    session."messageType",
    session."direction",
    session."provider",
    session."ani",
    session."dnis",
    session."remote",
    session."addressFrom",
    session."addressTo",
    session."usedRouting",
    session."flowInType",
    session."flowOutType",
    session."outboundCampaignId",
    session."outboundContactId",
    session."outboundContactListId",
    session."dispositionName",
    session."callbackNumbers",
    session."callbackScheduledTime",
    session."monitoredParticipantId",
    session."coachedParticipantId",
    session."bargedParticipantId",
    session."acwSkipped",
    session."scriptId",
    session.flow."flowId" as "flowId",
    session.flow."flowName" as "flowName",
    session.flow."flowType" as "flowType",
    session.flow."exitReason" as "flowExitReason",
    session.flow."transferType" as "flowTransferType",
    session.flow."transferTargetAddress" as "flowTransferTargetAddress",
    session.metrics is not null as "hasMetrics"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        participant_index,
        generate_subscripts(sessions, 1) as session_index,
        unnest(sessions) as session
    from (
        select
            load_id,
            file_id,
            file_row,
            org_id,
            generate_subscripts(participants, 1) as participant_index,
            unnest(participants).sessions as sessions
        from raw.genesys_typed_conversations
        where op = 'upsert'
    )
);

create or replace view raw.genesys_typed_segments as
select
    load_id,
    file_id,
    file_row,
    org_id,
    participant_index,
    session_index,
    segment_index,
    segment."segmentType",
    segment."segmentStart",
    segment."segmentEnd",
    segment."queueId",
    segment."groupId",
    segment."disconnectType",
    segment."errorCode",
    segment."conference",
    segment."wrapUpCode",
    segment."wrapUpNote",
    segment."subject"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        participant_index,
        session_index,
        generate_subscripts(segments, 1) as segment_index,
        unnest(segments) as segment
    from (
        select
            load_id,
            file_id,
            file_row,
            org_id,
            participant_index,
            generate_subscripts(sessions, 1) as session_index,
            unnest(sessions).segments as segments
        from (
            select
                load_id,
                file_id,
                file_row,
                org_id,
                generate_subscripts(participants, 1) as participant_index,
                unnest(participants).sessions as sessions
            from raw.genesys_typed_conversations
            where op = 'upsert'
        )
    )
);

create or replace view raw.genesys_typed_metrics as
select
    load_id,
    file_id,
    file_row,
    org_id,
    participant_index,
    session_index,
    metric_index,
    metric."name",
    metric."value",
    metric."emitDate"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        participant_index,
        session_index,
        generate_subscripts(metrics, 1) as metric_index,
        unnest(metrics) as metric
    from (
        select
            load_id,
            file_id,
            file_row,
            org_id,
            participant_index,
            generate_subscripts(sessions, 1) as session_index,
            unnest(sessions).metrics as metrics
        from (
            select
                load_id,
                file_id,
                file_row,
                org_id,
                generate_subscripts(participants, 1) as participant_index,
                unnest(participants).sessions as sessions
            from raw.genesys_typed_conversations
            where op = 'upsert'
        )
    )
);

create or replace view raw.genesys_typed_conversation_evaluations as
select
    load_id,
    file_id,
    file_row,
    org_id,
    evaluation_index,
    evaluation."evaluationId",
    evaluation."calibrationId",
    evaluation."contextId",
    evaluation."formId",
    evaluation."formName",
    evaluation."evaluatorId",
    evaluation."userId",
    evaluation."queueId",
    evaluation."eventTime",
    evaluation."evaluationStatus",
    evaluation."released",
    evaluation."rescored",
    evaluation."deleted",
    evaluation."systemSubmitted",
    evaluation."oTotalScore",
    evaluation."oTotalCriticalScore"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        generate_subscripts(evaluations, 1) as evaluation_index,
        unnest(evaluations) as evaluation
    from raw.genesys_typed_conversations
    where op = 'upsert'
);
