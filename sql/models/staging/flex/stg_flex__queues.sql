{#-
    Task queues as their listing has them; else as the newest event that names them; else by the name that Insights has for them.
    Flex knows no targets per queue.
-#}

with

records as (

    select * from {{ source('flex', 'flex_task_queues') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'task_queues' and op = 'upsert'

),

events as (

    select
        *,
        row_number() over (
            partition by org_id, task_queue_sid
            order by occurred_at desc, event_sid
        ) as recency

    from {{ ref('stg_flex__events') }}

    where task_queue_sid is not null and task_queue_name is not null

),

both_sources as (

    select
        versions.org_id,
        versions.record_id as queue_id,
        records.friendly_name as queue_name,
        versions.last_load_id,
        records.file_id,
        records.file_row,
        1 as source_rank
    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row
    union all
    select org_id, task_queue_sid, task_queue_name, last_load_id, file_id, file_row, 2
    from events
    where recency = 1

),

-- Insights knows queues by name alone: those that the workspace never called so.
named_by_insights as (

    select
        segments.org_id,
        segments.queue_name,
        max(segments.last_load_id) as last_load_id,
        min(segments.file_id) as file_id,
        {{ value_at_lowest('segments.file_row', 'segments.segment_id') }} as file_row

    from {{ ref('stg_flex__insights_segments') }} as segments
    left join {{ ref('int_flex__insights_names') }} as names
        on segments.org_id = names.org_id
        and names.kind = 'queue'
        and segments.queue_name = names.name

    where segments.queue_name is not null and names.sid is null

    group by 1, 2

),

ranked as (

    select *, row_number() over (partition by org_id, queue_id order by source_rank) as source_order
    from (
        select * from both_sources
        union all
        select org_id, queue_name, queue_name, last_load_id, file_id, file_row, 3 from named_by_insights
    ) as all_sources

),

final as (

    select
        'flex' as platform,
        org_id,
        queue_id,
        cast(null as varchar) as division_id,

        queue_name,

        cast(null as bigint) as voice_target_ms,
        cast(null as bigint) as callback_target_ms,
        cast(null as bigint) as chat_target_ms,
        cast(null as bigint) as email_target_ms,
        cast(null as bigint) as message_target_ms,
        cast(null as double) as voice_target_rate,
        last_load_id,
        file_id,
        file_row

    from ranked

    where source_order = 1

)

select * from final
