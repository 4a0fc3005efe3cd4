-- Changes of presence and routing status in the envelopes of Amazon EventBridge.

create or replace temp view landing_user_events as
select
    {{ place }},
    payload_hash,
    "id",
    detail."topicName" as "topicName",
    detail."eventBody" as "eventBody"
from landing_records;
