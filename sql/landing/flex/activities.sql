-- Activities.

insert into raw.flex_activities
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    sid,
    friendly_name,
    available,
    date_created,
    date_updated,
    payload_hash as "payloadHash"
from landing_records;
