{#- Conversations of Flex: all tasks that share a conversation id; without events, as Insights tells of them. -#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

tasks as (

    select * from {{ ref('int_flex__tasks') }}

),

newest_loads as (

    select * from {{ ref('int_flex__conversation_versions') }}

),

insights_segments as (

    select * from {{ ref('int_flex__insights_segments') }}
    where not is_superseded

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
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

insights_totals as (

    select
        org_id,
        conversation_id,
        {{ value_at_lowest('direction', 'started_at') }} as direction,
        min(started_at) as started_at,
        max({{ milliseconds_later('started_at', 'coalesce(queue_time_ms, 0)') }}) as waited_until,
        max(case
            when kind <> 'queue' then
                {{ milliseconds_later('started_at', 'coalesce(talk_time_ms, ring_time_ms, 0) + coalesce(wrap_up_time_ms, 0)') }}
        end) as talked_until,
        max(case when kind = 'conversation in progress' then 1 else 0 end) as open_count,
        max(case when dq_flag <> 'OK' then dq_flag end) as dq_flag

    from insights_segments

    group by 1, 2

),

totals as (

    select
        event_totals.org_id,
        event_totals.conversation_id,
        task_totals.direction,
        event_totals.started_at,
        event_totals.last_event_at,
        task_totals.open_count,
        event_totals.dq_flag
    from event_totals
    inner join task_totals
        on event_totals.org_id = task_totals.org_id
        and event_totals.conversation_id = task_totals.conversation_id
    union all
    select
        org_id,
        conversation_id,
        direction,
        started_at,
        coalesce(talked_until, waited_until) as last_event_at,
        open_count,
        dq_flag
    from insights_totals

),

final as (

    select
        'flex' as platform,
        versions.org_id,
        versions.record_id as conversation_id,

        totals.direction as originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        totals.started_at,
        case when totals.open_count = 0 then totals.last_event_at end as ended_at,
        {{ to_instant('null') }} as conference_started_at,
        totals.last_event_at as exported_at,

        coalesce(totals.dq_flag, 'OK') as dq_flag,

        versions.copy_count,
        cast(1 as bigint) as version_count,
        newest_loads.last_load_id,
        versions.file_id,
        versions.file_row

    from versions
    inner join totals
        on versions.org_id = totals.org_id
        and versions.record_id = totals.conversation_id
    inner join newest_loads
        on versions.org_id = newest_loads.org_id
        and versions.record_id = newest_loads.conversation_id

)

select * from final
