-- What the totals of queue-daily count again: each conversation once, and the handle times that percentiles are made of.
select
    platform,
    org_id,
    interaction_date,
    queue_id,
    channel,
    conversation_id,
    cast(null as bigint) as handle_ms

from {{ ref('int_queue_measures') }}

where offered_count > 0

union all

select
    platform,
    org_id,
    queue_date as interaction_date,
    queue_id,
    channel,
    conversation_id,
    handle_ms

from {{ ref('int_agent_measures') }}

where handled_count > 0 and queue_id is not null
