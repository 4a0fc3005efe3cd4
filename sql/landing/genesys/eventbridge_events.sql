-- Events of conversations in the envelopes of Amazon EventBridge.

insert into raw.genesys_events
select
    {{ place }},
    'eventbridge' as transport,
    "id",
    detail."topicName" as "topicName",
    detail."eventBody"."conversationId" as "conversationId",
    detail."eventBody"."participantId" as "participantId",
    detail."eventBody"."sessionId" as "sessionId",
    detail."eventBody"."eventTime" as "eventTime",
    detail."eventBody"."mediaType" as "mediaType",
    detail."eventBody"."direction" as "direction",
    detail."eventBody"."provider" as "provider",
    detail."eventBody"."userId" as "userId",
    detail."eventBody"."queueId" as "queueId",
    detail."eventBody"."divisionId" as "divisionId",
    detail."eventBody"."disconnectType" as "disconnectType",
    detail."eventBody"."acdOutcome" as "acdOutcome",
    detail."eventBody"."answeredUserId" as "answeredUserId",
    detail."eventBody"."connectedDurationMs" as "connectedDurationMs",
    detail."eventBody"."interactingDurationMs" as "interactingDurationMs",
    detail."eventBody"."heldDurationMs" as "heldDurationMs",
    detail."eventBody"."alertingDurationMs" as "alertingDurationMs",
    detail."eventBody"."contactingDurationMs" as "contactingDurationMs",
    detail."eventBody"."dialingDurationMs" as "dialingDurationMs",
    detail."eventBody"."wrapupCode" as "wrapupCode",
    detail."eventBody"."wrapupDurationMs" as "wrapupDurationMs",
    md5(to_json(detail."eventBody")::varchar) as "bodyHash",
    payload_hash as "payloadHash"
from landing_records;
