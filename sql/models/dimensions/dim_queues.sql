{#- Every queue that a lookup names or a leg carries; a queue that only legs know is an unknown member. -#}

with

queues as (

    select * from {{ ref('stg_queues') }}

),

queue_legs as (

    select * from {{ ref('fct_queue_legs') }}

),

agent_legs as (

    select * from {{ ref('fct_agent_legs') }}

),

queue_ids as (

    select platform, org_id, queue_id from queues
    union
    select platform, org_id, queue_id from queue_legs where queue_id is not null
    union
    select platform, org_id, queue_id from agent_legs where queue_id is not null

),

final as (

    select
        queue_ids.platform,
        queue_ids.org_id,
        queue_ids.queue_id,
        queues.division_id,

        coalesce(queues.queue_name, 'unknown (' || queue_ids.queue_id || ')') as queue_name,

        queues.queue_id is not null as is_known,

        queues.voice_target_ms,
        queues.callback_target_ms,
        queues.chat_target_ms,
        queues.email_target_ms,
        queues.message_target_ms

    from queue_ids
    left join queues
        on queue_ids.platform = queues.platform
        and queue_ids.org_id = queues.org_id
        and queue_ids.queue_id = queues.queue_id

)

select * from final
