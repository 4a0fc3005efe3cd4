{{ config(materialized='table') }}
{#-
    Segments of conversations as Insights tells of them, with the ids that the workspace has for what Insights knows by name, and
    whether events tell of the same conversation: then these are only compared with.
-#}

with

segments as (

    select * from {{ ref('stg_flex__insights_segments') }}
    where conversation_name is not null and started_at is not null

),

task_conversations as (

    select * from {{ ref('int_flex__task_conversations') }}
    where is_holding

),

-- A conversation is told by events where any of its tasks is.
conversations_of_events as (

    select distinct org_id, conversation_id from task_conversations
    where is_told_by_events

),

names as (

    select * from {{ ref('int_flex__insights_names') }}

),

final as (

    select
        segments.org_id,
        task_conversations.conversation_id,
        segments.segment_id,
        segments.task_sid,
        coalesce(queues.sid, segments.queue_name) as queue_id,
        {{ flex_agent_id('segments') }} as agent_id,

        segments.kind,
        {{ flex_channel('segments.communication_channel', 'cast(null as varchar)') }} as channel,
        segments.direction,
        segments.abandoned,
        segments.abandoned_phase,
        segments.outcome,
        segments.hang_up_by,
        segments.followed_by,
        segments.left_by,
        segments.customer_address,

        segments.queue_time_ms,
        segments.ring_time_ms,
        segments.talk_time_ms,
        segments.hold_time_ms,
        segments.wrap_up_time_ms,

        conversations_of_events.conversation_id is not null as is_superseded,

        segments.started_at,
        min(segments.started_at) over (partition by segments.org_id, task_conversations.conversation_id) as conversation_started_at,

        segments.dq_flag,
        greatest(
            segments.last_load_id,
            coalesce(queues.last_load_id, 0),
            coalesce(agents_by_key.last_load_id, 0),
            coalesce(agents_by_email.last_load_id, 0),
            coalesce(agents_by_name.last_load_id, 0)
        ) as named_load_id,
        segments.file_id,
        segments.file_row

    from segments
    inner join task_conversations
        on segments.org_id = task_conversations.org_id
        and segments.task_sid = task_conversations.task_sid
    left join conversations_of_events
        on task_conversations.org_id = conversations_of_events.org_id
        and task_conversations.conversation_id = conversations_of_events.conversation_id
    left join names as queues
        on segments.org_id = queues.org_id
        and queues.kind = 'queue'
        and segments.queue_name = queues.name
    {{ join_flex_agents('segments', 'names') }}

)

select * from final
