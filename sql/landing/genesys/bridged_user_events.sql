-- Changes of presence and routing status in the envelopes of Amazon EventBridge.

create or replace temp view landing_user_events as
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    payload_hash,
    "id",
    detail."topicName" as "topicName",
    detail."eventBody" as "eventBody"
from landing_records;
