-- Segments of the Insights API.

insert into raw.flex_api_segments
select
    {{ place }},
    segment_id,
    external_id,
    queue,
    date,
    agent_id,
    agent_name,
    payload_hash as "payloadHash"
from landing_records;
