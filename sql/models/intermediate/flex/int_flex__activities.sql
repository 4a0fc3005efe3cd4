{#-
    Stretches of a worker's activity. An event says which activity begins, which one ends, and how long that lasted: where an event
    between was lost, the time nobody knows of belongs to no stretch.
-#}

with

events as (

    select * from {{ ref('stg_flex__events') }}
    where worker_sid is not null and occurred_at is not null

),

activities as (

    select * from {{ source('flex', 'flex_activities') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'activities' and op = 'upsert'

),

available_activities as (

    select versions.org_id, versions.record_id as activity_sid, {{ to_boolean('activities.available') }} as is_available
    from activities
    inner join versions
        on activities.file_id = versions.file_id
        and activities.file_row = versions.file_row

),

-- Nothing is known after the newest event of the organisation.
horizon as (

    select org_id, max(occurred_at) as known_until
    from {{ ref('stg_flex__events') }}
    group by 1

),

changes as (

    select
        org_id,
        worker_sid,
        event_sid,
        case when event_type = 'worker.deleted' then cast(null as varchar) else worker_activity_sid end as activity_sid,
        case when event_type = 'worker.deleted' then 'offline' else lower(worker_activity_name) end as activity_name,
        worker_previous_activity_sid as previous_activity_sid,
        lower(worker_previous_activity_name) as previous_activity_name,
        case
            when previous_activity_ms is not null
                then {{ milliseconds_later('occurred_at', '-previous_activity_ms') }}
        end as previous_began_at,
        occurred_at,
        last_load_id,
        file_id,
        file_row

    from events

    where event_type in ('worker.activity.update', 'worker.activity', 'worker.created', 'worker.deleted')
        and (worker_activity_name is not null or event_type = 'worker.deleted')

),

ordered as (

    select
        *,
        lag(occurred_at) over (partition by org_id, worker_sid order by occurred_at, event_sid) as earlier_at,
        lead(occurred_at) over (partition by org_id, worker_sid order by occurred_at, event_sid) as later_at,
        lead(previous_began_at) over (partition by org_id, worker_sid order by occurred_at, event_sid) as later_began_at

    from changes

),

begun as (

    select
        org_id,
        worker_sid,
        activity_sid,
        activity_name,
        occurred_at as started_at,
        case
            when {{ milliseconds_between('occurred_at', 'later_began_at') }} > 1000 then later_began_at
            else later_at
        end as ended_at,
        last_load_id,
        file_id,
        file_row

    from ordered

),

ended as (

    select
        org_id,
        worker_sid,
        previous_activity_sid as activity_sid,
        previous_activity_name as activity_name,
        previous_began_at as started_at,
        occurred_at as ended_at,
        last_load_id,
        file_id,
        file_row

    from ordered

    where previous_activity_name is not null
        and previous_began_at is not null
        and (earlier_at is null or {{ milliseconds_between('earlier_at', 'previous_began_at') }} > 1000)

),

stretches as (

    select * from begun
    union all
    select * from ended

),

final as (

    select
        stretches.org_id,
        stretches.worker_sid,
        stretches.activity_name,
        coalesce(
            available_activities.is_available,
            stretches.activity_name in ({% for name in var('flex_available_activities') %}'{{ name }}'{{ ', ' if not loop.last }}{% endfor %})
        ) as is_available,
        stretches.activity_name not in ({% for name in var('flex_offline_activities') %}'{{ name }}'{{ ', ' if not loop.last }}{% endfor %})
            as is_logged_in,
        stretches.ended_at is null as is_open,
        stretches.started_at,
        coalesce(stretches.ended_at, horizon.known_until) as ended_at,
        stretches.last_load_id,
        stretches.file_id,
        stretches.file_row

    from stretches
    inner join horizon
        on stretches.org_id = horizon.org_id
    left join available_activities
        on stretches.org_id = available_activities.org_id
        and stretches.activity_sid = available_activities.activity_sid

)

select * from final
