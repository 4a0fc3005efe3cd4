-- Conversation detail records → conversations, participants, sessions, segments, metrics, and the quality records inside them.

insert into raw.genesys_conversations
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "conversationId",
    "conversationStart",
    "conversationEnd",
    "conferenceStart",
    "originatingDirection",
    "conversationInitiator",
    "customerParticipation",
    "selfServed",
    "externalTag",
    "divisionIds",
    "mediaStatsMinConversationMos",
    "mediaStatsMinConversationRFactor",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;

insert into raw.genesys_participants
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    participant_index,
    participant."participantId" as "participantId",
    participant."participantName" as "participantName",
    participant."purpose" as "purpose",
    participant."userId" as "userId",
    participant."externalContactId" as "externalContactId",
    participant."externalOrganizationId" as "externalOrganizationId",
    participant."teamId" as "teamId",
    participant."flaggedReason" as "flaggedReason",
    participant."attributes" as "attributes"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
        generate_subscripts(participants, 1) as participant_index,
        unnest(participants) as participant
    from landing_records
);

insert into raw.genesys_sessions
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    participant_index,
    session_index,
    session."sessionId" as "sessionId",
    session."peerId" as "peerId",
    session."mediaType" as "mediaType",
    session."messageType" as "messageType",
    session."direction" as "direction",
    session."provider" as "provider",
    session."ani" as "ani",
    session."dnis" as "dnis",
    session."remote" as "remote",
    session."addressFrom" as "addressFrom",
    session."addressTo" as "addressTo",
    session."usedRouting" as "usedRouting",
    session."flowInType" as "flowInType",
    session."flowOutType" as "flowOutType",
    session."outboundCampaignId" as "outboundCampaignId",
    session."outboundContactId" as "outboundContactId",
    session."outboundContactListId" as "outboundContactListId",
    session."dispositionName" as "dispositionName",
    session."callbackNumbers" as "callbackNumbers",
    session."callbackScheduledTime" as "callbackScheduledTime",
    session."monitoredParticipantId" as "monitoredParticipantId",
    session."coachedParticipantId" as "coachedParticipantId",
    session."bargedParticipantId" as "bargedParticipantId",
    session."acwSkipped" as "acwSkipped",
    session."scriptId" as "scriptId",
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
        op,
        participant_index,
        generate_subscripts(sessions, 1) as session_index,
        unnest(sessions) as session
    from (
        select
            load_id,
            file_id,
            file_row,
            org_id,
            op,
            generate_subscripts(participants, 1) as participant_index,
            unnest(participants).sessions as sessions
        from landing_records
    )
);

insert into raw.genesys_segments
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    participant_index,
    session_index,
    segment_index,
    segment."segmentType" as "segmentType",
    segment."segmentStart" as "segmentStart",
    segment."segmentEnd" as "segmentEnd",
    segment."queueId" as "queueId",
    segment."groupId" as "groupId",
    segment."disconnectType" as "disconnectType",
    segment."errorCode" as "errorCode",
    segment."conference" as "conference",
    segment."wrapUpCode" as "wrapUpCode",
    segment."wrapUpNote" as "wrapUpNote",
    segment."subject" as "subject"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
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
            op,
            participant_index,
            generate_subscripts(sessions, 1) as session_index,
            unnest(sessions).segments as segments
        from (
            select
                load_id,
                file_id,
                file_row,
                org_id,
                op,
                generate_subscripts(participants, 1) as participant_index,
                unnest(participants).sessions as sessions
            from landing_records
        )
    )
);

insert into raw.genesys_metrics
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    participant_index,
    session_index,
    metric_index,
    metric."name" as "name",
    metric."value" as "value",
    metric."emitDate" as "emitDate"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
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
            op,
            participant_index,
            generate_subscripts(sessions, 1) as session_index,
            unnest(sessions).metrics as metrics
        from (
            select
                load_id,
                file_id,
                file_row,
                org_id,
                op,
                generate_subscripts(participants, 1) as participant_index,
                unnest(participants).sessions as sessions
            from landing_records
        )
    )
);

insert into raw.genesys_conversation_evaluations
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    evaluation_index,
    evaluation."evaluationId" as "evaluationId",
    evaluation."calibrationId" as "calibrationId",
    evaluation."contextId" as "contextId",
    evaluation."formId" as "formId",
    evaluation."formName" as "formName",
    evaluation."evaluatorId" as "evaluatorId",
    evaluation."userId" as "userId",
    evaluation."queueId" as "queueId",
    evaluation."eventTime" as "eventTime",
    evaluation."evaluationStatus" as "evaluationStatus",
    evaluation."released" as "released",
    evaluation."rescored" as "rescored",
    evaluation."deleted" as "deleted",
    evaluation."systemSubmitted" as "systemSubmitted",
    evaluation."oTotalScore" as "oTotalScore",
    evaluation."oTotalCriticalScore" as "oTotalCriticalScore"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
        generate_subscripts(evaluations, 1) as evaluation_index,
        unnest(evaluations) as evaluation
    from landing_records
);

insert into raw.genesys_conversation_surveys
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    survey_index,
    survey."surveyId" as "surveyId",
    survey."surveyFormId" as "surveyFormId",
    survey."surveyFormName" as "surveyFormName",
    survey."surveyStatus" as "surveyStatus",
    survey."surveyType" as "surveyType",
    survey."surveyCompletedDate" as "surveyCompletedDate",
    survey."eventTime" as "eventTime",
    survey."surveyPromoterScore" as "surveyPromoterScore",
    survey."userId" as "userId",
    survey."queueId" as "queueId",
    survey."oSurveyTotalScore" as "oSurveyTotalScore"
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
        generate_subscripts(surveys, 1) as survey_index,
        unnest(surveys) as survey
    from landing_records
);
