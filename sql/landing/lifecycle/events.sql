-- Lifecycle events, one by one.

create or replace temp view landing_events as
select
    {{ place }},
    payload_hash,
    null as subscription_id,
    null as delivered_at,
    event_id,
    interaction_id,
    type,
    state,
    timestamp_utc,
    queue_id,
    disposition,
    metrics,
    participants
from landing_records;
