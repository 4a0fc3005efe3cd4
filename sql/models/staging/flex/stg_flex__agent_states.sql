{#-
    Activity alone says nothing of work: an agent stays Available while on a call. Handling is the union of the worker's
    reservations from acceptance to completion, however many run beside each other; waiting is what is left of Available.
    Known only where the worker's activity is. Flex Insights says both where no event does.
-#}
{% set stretch = ['org_id', 'worker_sid', 'is_available', 'is_logged_in', 'started_at', 'ended_at', 'last_load_id', 'file_id', 'file_row'] %}

with

activities as (

    select {{ stretch | join(', ') }} from {{ ref('int_flex__activities') }}
    union all
    select {{ stretch | join(', ') }} from {{ ref('int_flex__insights_activities') }}

),

reservations as (

    select org_id, worker_sid, accepted_at, ended_at, last_load_id, file_id, file_row
    from {{ ref('int_flex__reservations') }}
    where accepted_at is not null
    union all
    select org_id, agent_id as worker_sid, started_at as accepted_at, ended_at, last_load_id, file_id, file_row
    from {{ ref('int_flex__insights_agent_legs') }}
    where is_connected and not is_superseded

),

known as (

    select org_id, worker_sid, min(started_at) as known_from, max(ended_at) as known_until
    from activities
    group by 1, 2

),

worked as (

    select
        reservations.org_id,
        reservations.worker_sid,
        greatest(reservations.accepted_at, known.known_from) as started_at,
        least(coalesce(reservations.ended_at, known.known_until), known.known_until) as ended_at,
        reservations.last_load_id,
        reservations.file_id,
        reservations.file_row

    from reservations
    inner join known
        on reservations.org_id = known.org_id
        and reservations.worker_sid = known.worker_sid

),

-- Every edge of an activity or a reservation, with what begins or ends there.
edges as (

    select org_id, worker_sid, started_at as edge_at, 1 as known_step,
        case when is_logged_in then 1 else 0 end as logged_in_step, case when is_available then 1 else 0 end as available_step,
        0 as working_step, last_load_id, file_id, file_row
    from activities where ended_at > started_at
    union all
    select org_id, worker_sid, ended_at, -1,
        case when is_logged_in then -1 else 0 end, case when is_available then -1 else 0 end,
        0, last_load_id, file_id, file_row
    from activities where ended_at > started_at
    union all
    select org_id, worker_sid, started_at, 0, 0, 0, 1, last_load_id, file_id, file_row
    from worked where ended_at > started_at
    union all
    select org_id, worker_sid, ended_at, 0, 0, 0, -1, last_load_id, file_id, file_row
    from worked where ended_at > started_at

),

instants as (

    select
        org_id,
        worker_sid,
        edge_at,
        sum(known_step) as known_step,
        sum(logged_in_step) as logged_in_step,
        sum(available_step) as available_step,
        sum(working_step) as working_step,
        max(last_load_id) as last_load_id,
        min(file_id) as file_id,
        min(file_row) as file_row

    from edges

    group by 1, 2, 3

),

slices as (

    select
        org_id,
        worker_sid,
        edge_at as started_at,
        lead(edge_at) over (partition by org_id, worker_sid order by edge_at) as ended_at,
        {% for step in ['known', 'logged_in', 'available', 'working'] %}
        sum({{ step }}_step) over (
            partition by org_id, worker_sid order by edge_at
            rows between unbounded preceding and current row
        ) as {{ step }}_count,
        {% endfor %}
        last_load_id,
        file_id,
        file_row

    from instants

),

states as (

    select
        *,
        'presence' as timeline,
        -- Who works is there, whatever the activity says.
        case when logged_in_count > 0 or working_count > 0 then 'logged_in' else 'logged_out' end as state_class
    from slices
    where ended_at is not null and (known_count > 0 or working_count > 0)
    union all
    select
        *,
        'routing' as timeline,
        case
            when working_count > 0 then 'handling'
            when available_count > 0 then 'waiting'
            else 'off_queue'
        end as state_class
    from slices
    where ended_at is not null and (logged_in_count > 0 or working_count > 0)

),

final as (

    select
        'flex' as platform,
        org_id,
        worker_sid as agent_id,

        timeline,
        upper(replace(state_class, '_', '')) as state,
        state_class,

        false as is_open,
        cast(null as boolean) as is_refusal,

        started_at,
        ended_at,
        {{ to_instant('null') }} as latest_ended_at,

        last_load_id,
        file_id,
        file_row

    from states

)

select * from final
