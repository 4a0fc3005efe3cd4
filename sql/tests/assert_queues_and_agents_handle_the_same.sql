{#- What the queues handled is what the agents handled; per day by date basis conversation, over all days by any other. -#}
{% set day = 'interaction_date' if var('date_basis') == 'conversation' else 'cast(null as date)' %}

with

by_queue as (

    select platform, org_id, {{ day }} as interaction_date, sum(handled_count) as handled_count
    from {{ ref('mrt_daily_queue_kpis') }}
    group by 1, 2, 3

),

by_agent as (

    select platform, org_id, {{ day }} as interaction_date, sum(handled_count) as handled_count
    from {{ ref('mrt_agent_scorecard') }}
    where channel = 'all'
    group by 1, 2, 3

),

compared as (

    select platform, org_id, interaction_date, sum(queue_count) as queue_count, sum(agent_count) as agent_count
    from (
        select platform, org_id, interaction_date, handled_count as queue_count, 0 as agent_count from by_queue
        union all
        select platform, org_id, interaction_date, 0 as queue_count, handled_count as agent_count from by_agent
    ) as both_sides
    group by 1, 2, 3

)

select
    platform || ':' || org_id || ':' || coalesce(cast(interaction_date as varchar), 'all days') as record_key,
    queue_count as observed,
    agent_count as expected

from compared

where queue_count <> agent_count
