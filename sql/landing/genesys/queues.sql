-- Queues, with the service-level target of each channel.

insert into raw.genesys_queues
select
    {{ place }},
    "id",
    "name",
    division.id as "divisionId",
    "dateCreated",
    "dateModified",
    "mediaSettings"."call"."serviceLevel"."durationMs" as "callServiceLevelDurationMs",
    "mediaSettings"."call"."serviceLevel"."percentage" as "callServiceLevelPercentage",
    "mediaSettings"."callback"."serviceLevel"."durationMs" as "callbackServiceLevelDurationMs",
    "mediaSettings"."callback"."serviceLevel"."percentage" as "callbackServiceLevelPercentage",
    "mediaSettings"."chat"."serviceLevel"."durationMs" as "chatServiceLevelDurationMs",
    "mediaSettings"."chat"."serviceLevel"."percentage" as "chatServiceLevelPercentage",
    "mediaSettings"."email"."serviceLevel"."durationMs" as "emailServiceLevelDurationMs",
    "mediaSettings"."email"."serviceLevel"."percentage" as "emailServiceLevelPercentage",
    "mediaSettings"."message"."serviceLevel"."durationMs" as "messageServiceLevelDurationMs",
    "mediaSettings"."message"."serviceLevel"."percentage" as "messageServiceLevelPercentage",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
