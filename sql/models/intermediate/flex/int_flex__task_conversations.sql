{#-
    The conversations that a task was ever said to belong to, one row each, and which of them holds: the last that an event
    named, else the task itself. Events older than 30 days come without attributes, so that any copy may know more. What has
    vanished from its table decides nothing.
-#}

with

vanished as (

    select file_id, file_row from {{ source('flex', 'flex_events') }} where op = 'delete'
    union
    select file_id, file_row from {{ source('flex', 'flex_insights_segments') }} where op = 'delete'

),

events as (

    select
        records.org_id,
        records.task_sid,
        nullif(records.attributes_conversation_id, '') as conversation_id,
        {{ flex_position('coalesce(records.event_date_ms, records.event_date)', 'coalesce(records.sid, records.id)') }} as position,
        1 as event_count,
        vanished.file_id is not null as is_vanished

    from {{ source('flex', 'flex_events') }} as records
    left join vanished
        on records.file_id = vanished.file_id
        and records.file_row = vanished.file_row

    where records.op = 'upsert' and records.task_sid is not null and coalesce(records.sid, records.id) is not null

),

-- Insights names conversations too: where no event does, its word holds.
segments as (

    select
        records.org_id,
        coalesce(nullif(records.segment_external_id, ''), records.conversation) as task_sid,
        records.conversation as conversation_id,
        '' as position,
        0 as event_count,
        vanished.file_id is not null as is_vanished

    from {{ source('flex', 'flex_insights_segments') }} as records
    left join vanished
        on records.file_id = vanished.file_id
        and records.file_row = vanished.file_row

    where records.op = 'upsert' and nullif(records.segment, '') is not null and nullif(records.conversation, '') is not null

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
        coalesce(
            {{ value_at_highest('case when not is_vanished then conversation_id end', 'position') }},
            task_sid
        ) as conversation_id,
        max(case when is_vanished then 0 else event_count end) = 1 as is_told_by_events

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
