-- TaskRouter events of Event Streams.

create or replace temp view landing_events as
select
    {{ place }},
    payload_hash,
    'event_streams' as transport,
    coalesce(data.sid, id) as sid,
    id,
    coalesce(data.payload.eventtype, replace(type, 'com.twilio.taskrouter.', '')) as event_type,
    coalesce(data.payload.timestamp, data.timestamp, time) as event_date,
    null as event_date_ms,
    null as body,
    unnest(data.payload)
from landing_records;
