{#- Conversations of Flex: all tasks that share a conversation id. -#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

tasks as (

    select * from {{ ref('int_flex__tasks') }}

),

versions as (

    select * from {{ ref('int_record_versions') }}
    where platform = 'flex' and entity = 'conversations' and op = 'upsert'

),

task_totals as (

    select
        org_id,
        conversation_id,
        {{ value_at_lowest('direction', 'created_at') }} as direction,
        max(case when ended_at is null then 1 else 0 end) as open_count

    from tasks

    group by 1, 2

),

event_totals as (

    select
        org_id,
        conversation_id,
        min(occurred_at) as started_at,
        max(occurred_at) as last_event_at,
        max(case when dq_flag <> 'OK' then dq_flag end) as dq_flag

    from events

    group by 1, 2

),

final as (

    select
        'flex' as platform,
        versions.org_id,
        versions.record_id as conversation_id,

        task_totals.direction as originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        event_totals.started_at,
        case when task_totals.open_count = 0 then event_totals.last_event_at end as ended_at,
        {{ to_instant('null') }} as conference_started_at,
        event_totals.last_event_at as exported_at,

        coalesce(event_totals.dq_flag, 'OK') as dq_flag,

        versions.copy_count,
        cast(1 as bigint) as version_count,
        versions.last_load_id,
        versions.file_id,
        versions.file_row

    from versions
    inner join event_totals
        on versions.org_id = event_totals.org_id
        and versions.record_id = event_totals.conversation_id
    inner join task_totals
        on versions.org_id = task_totals.org_id
        and versions.record_id = task_totals.conversation_id

)

select * from final
