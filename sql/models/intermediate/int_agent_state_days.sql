{#- Agent states clipped to local days of the report zone. -#}

with

agent_states as (

    select
        *,
        {{ local_date('started_at', var('report_timezone')) }} as first_date,
        {{ local_date('ended_at', var('report_timezone')) }} as last_date

    from {{ ref('stg_agent_states') }}

    where ended_at > started_at
        and state_class in (
            'logged_in', 'handling', 'waiting', 'not_responding', 'other_on_queue', 'off_queue'
        )

),

bounds as (

    select min(first_date) as first_date, max(last_date) as last_date
    from agent_states

),

dates as (

    {{ date_spine('(select first_date from bounds)', '(select last_date from bounds)') }}

),

days as (

    select
        date_day,
        {{ day_start('date_day', var('report_timezone')) }} as day_started_at,
        {{ day_start(next_day('date_day'), var('report_timezone')) }} as day_ended_at

    from dates

),

clipped as (

    select
        agent_states.platform,
        agent_states.org_id,
        agent_states.agent_id,
        days.date_day as interaction_date,
        agent_states.state_class,
        {{ milliseconds_between(
            'greatest(agent_states.started_at, days.day_started_at)',
            'least(agent_states.ended_at, days.day_ended_at)'
        ) }} as state_ms

    from agent_states
    inner join days
        on days.date_day between agent_states.first_date and agent_states.last_date

),

final as (

    select
        platform,
        org_id,
        agent_id,
        interaction_date,
        sum(case when state_class = 'logged_in' then state_ms else 0 end) as logged_in_ms,
        sum(case when state_class = 'handling' then state_ms else 0 end) as handling_ms,
        sum(case when state_class = 'waiting' then state_ms else 0 end) as waiting_ms,
        sum(case when state_class = 'not_responding' then state_ms else 0 end) as not_responding_ms,
        sum(case when state_class = 'other_on_queue' then state_ms else 0 end) as other_on_queue_ms,
        sum(case when state_class = 'off_queue' then state_ms else 0 end) as off_queue_ms

    from clipped

    where state_ms > 0

    group by 1, 2, 3, 4

)

select * from final
