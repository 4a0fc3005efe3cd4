{#- The states of one timeline never add up to more than the day: 24 hours, 23 or 25 where clocks change. -#}

with

state_days as (

    select
        *,
        {{ milliseconds_between(
            day_start('interaction_date', var('report_timezone')),
            day_start(next_day('interaction_date'), var('report_timezone'))
        ) }} as day_ms

    from {{ ref('int_agent_state_days') }}

)

select
    agent_id || ':' || cast(interaction_date as varchar) as record_key,
    'logged in ' || cast(logged_in_ms as varchar) || ' ms, routing states '
    || cast(handling_ms + waiting_ms + not_responding_ms + other_on_queue_ms + off_queue_ms as varchar)
    || ' ms' as observed,
    'at most ' || cast(day_ms as varchar) || ' ms each' as expected

from state_days

where logged_in_ms > day_ms
    or handling_ms + waiting_ms + not_responding_ms + other_on_queue_ms + off_queue_ms > day_ms
