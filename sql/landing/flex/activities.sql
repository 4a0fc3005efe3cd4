-- Activities.

insert into raw.flex_activities
select
    {{ place }},
    sid,
    friendly_name,
    available,
    date_created,
    date_updated,
    payload_hash as "payloadHash"
from landing_records;
