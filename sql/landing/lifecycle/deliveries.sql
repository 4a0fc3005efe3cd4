-- Lifecycle events as a subscription delivers them.

create or replace temp view landing_events as
select
    {{ place }},
    payload_hash,
    subscription_id,
    "timestamp" as delivered_at,
    unnest(data)
from landing_records;
