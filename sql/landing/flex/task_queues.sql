-- Task queues.

insert into raw.flex_task_queues
select
    {{ place }},
    sid,
    friendly_name,
    date_created,
    date_updated,
    payload_hash as "payloadHash"
from landing_records;
