{#-
    Stretches of an agent's activity as Flex Insights tells of them (segments of kind Agent Status that have ended), of agents of
    whose activity no event tells.
-#}

with

segments as (

    select * from {{ ref('stg_flex__insights_segments') }}
    where kind = 'agent status'
        and agent_key is not null
        and started_at is not null
        and activity_name is not null
        and activity_time_ms > 0

),

names as (

    select * from {{ ref('int_flex__insights_names') }}

),

activities as (

    select * from {{ source('flex', 'flex_activities') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'activities' and op = 'upsert'

),

-- Insights knows activities by name.
available_activities as (

    select
        versions.org_id,
        lower(activities.friendly_name) as activity_name,
        max(case when {{ to_boolean('activities.available') }} then 1 else 0 end) = 1 as is_available

    from activities
    inner join versions
        on activities.file_id = versions.file_id
        and activities.file_row = versions.file_row

    group by 1, 2

),

told_by_events as (

    select distinct org_id, worker_sid from {{ ref('int_flex__activities') }}

),

named as (

    select
        segments.*,
        {{ flex_agent_id('segments') }} as worker_sid

    from segments
    {{ join_flex_agents('segments', 'names') }}

),

final as (

    select
        named.org_id,
        named.worker_sid,
        named.activity_name,
        coalesce(
            available_activities.is_available,
            named.activity_name in ({% for name in var('flex_available_activities') %}'{{ name }}'{{ ', ' if not loop.last }}{% endfor %})
        ) as is_available,
        named.activity_name not in ({% for name in var('flex_offline_activities') %}'{{ name }}'{{ ', ' if not loop.last }}{% endfor %})
            as is_logged_in,
        named.started_at,
        {{ milliseconds_later('named.started_at', 'named.activity_time_ms') }} as ended_at,
        named.last_load_id,
        named.file_id,
        named.file_row

    from named
    left join told_by_events
        on named.org_id = told_by_events.org_id
        and named.worker_sid = told_by_events.worker_sid
    left join available_activities
        on named.org_id = available_activities.org_id
        and named.activity_name = available_activities.activity_name

    where told_by_events.worker_sid is null

)

select * from final
