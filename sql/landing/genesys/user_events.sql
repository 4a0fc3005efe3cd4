-- Changes of presence and routing status, whatever transport brought them.

insert into raw.genesys_user_events
select
    {{ place }},
    "id",
    "topicName",
    regexp_extract("topicName", '^v2\.users\.([^.]+)\.', 1) as "userId",
    coalesce("eventBody"."primary", "eventBody"."presence"."primary") as "primary",
    coalesce(
        "eventBody"."presenceDefinition"."systemPresence",
        "eventBody"."presence"."presenceDefinition"."systemPresence"
    ) as "systemPresence",
    coalesce("eventBody"."modifiedDate", "eventBody"."presence"."modifiedDate") as "modifiedDate",
    "eventBody"."routingStatus"."status" as "routingStatus",
    "eventBody"."routingStatus"."startTime" as "startTime",
    payload_hash as "payloadHash"
from landing_user_events;

drop view landing_user_events;
