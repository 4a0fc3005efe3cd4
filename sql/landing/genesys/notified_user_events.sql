-- Changes of presence and routing status as the notification service sends them.

create or replace temp view landing_user_events as
select
    {{ place }},
    payload_hash,
    null as "id",
    "topicName",
    "eventBody"
from landing_records;
