-- Events of conversations as the notification service sends them.

insert into raw.genesys_events
select
    {{ place }},
    'notification' as transport,
    null as "id",
    "topicName",
    "eventBody"."conversationId" as "conversationId",
    "eventBody"."participantId" as "participantId",
    "eventBody"."sessionId" as "sessionId",
    "eventBody"."eventTime" as "eventTime",
    "eventBody"."mediaType" as "mediaType",
    "eventBody"."direction" as "direction",
    "eventBody"."provider" as "provider",
    "eventBody"."userId" as "userId",
    "eventBody"."queueId" as "queueId",
    "eventBody"."divisionId" as "divisionId",
    "eventBody"."disconnectType" as "disconnectType",
    "eventBody"."acdOutcome" as "acdOutcome",
    "eventBody"."answeredUserId" as "answeredUserId",
    "eventBody"."connectedDurationMs" as "connectedDurationMs",
    "eventBody"."interactingDurationMs" as "interactingDurationMs",
    "eventBody"."heldDurationMs" as "heldDurationMs",
    "eventBody"."alertingDurationMs" as "alertingDurationMs",
    "eventBody"."contactingDurationMs" as "contactingDurationMs",
    "eventBody"."dialingDurationMs" as "dialingDurationMs",
    "eventBody"."wrapupCode" as "wrapupCode",
    "eventBody"."wrapupDurationMs" as "wrapupDurationMs",
    md5(to_json("eventBody")::varchar) as "bodyHash",
    payload_hash as "payloadHash"
from landing_records;
