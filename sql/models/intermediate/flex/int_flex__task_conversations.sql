{#-
    The conversations that a task was ever said to belong to, one row each, and which of them holds: the last that an event
    named, else the task itself. Events older than 30 days come without attributes, so that any copy may know more.
-#}

with

events as (

    select
        org_id,
        task_sid,
        nullif(attributes_conversation_id, '') as conversation_id,
        {{ flex_position('coalesce(event_date_ms, event_date)', 'coalesce(sid, id)') }} as position,
        1 as event_count

    from {{ source('flex', 'flex_events') }}

    where task_sid is not null and coalesce(sid, id) is not null

),

-- Insights names conversations too: where no event does, its word holds.
segments as (

    select
        org_id,
        coalesce(nullif(segment_external_id, ''), conversation) as task_sid,
        conversation as conversation_id,
        '' as position,
        0 as event_count

    from {{ source('flex', 'flex_insights_segments') }}

    where nullif(segment, '') is not null and nullif(conversation, '') is not null

),

both_sources as (

    select * from events
    union all
    select * from segments

),

tasks as (

    select
        org_id,
        task_sid,
        coalesce({{ value_at_highest('conversation_id', 'position') }}, task_sid) as conversation_id,
        max(event_count) = 1 as is_told_by_events

    from both_sources

    group by 1, 2

),

named as (

    select org_id, task_sid, conversation_id from both_sources where conversation_id is not null
    union
    select org_id, task_sid, task_sid as conversation_id from events

),

final as (

    select
        named.org_id,
        named.task_sid,
        named.conversation_id,
        named.conversation_id = tasks.conversation_id as is_holding,
        tasks.is_told_by_events

    from named
    inner join tasks
        on named.org_id = tasks.org_id
        and named.task_sid = tasks.task_sid

)

select * from final
