-- TaskRouter events of the Events API.

create or replace temp view landing_events as
select
    {{ place }},
    payload_hash,
    'events_api' as transport,
    sid,
    null as id,
    event_type,
    event_date,
    event_date_ms,
    resource_type,
    resource_sid,
    null as body,
    unnest(event_data)
from landing_records;
