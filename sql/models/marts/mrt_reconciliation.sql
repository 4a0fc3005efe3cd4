{{ config(materialized='view') }}

with

unioned as (

    {% for platform in var('platforms_with_reported_figures') %}
    select * from {{ ref('int_' ~ platform ~ '__reconciliation') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

queues as (

    select * from {{ ref('dim_queues') }}

),

agents as (

    select * from {{ ref('dim_agents') }}

),

final as (

    select
        unioned.platform,
        unioned.org_id,
        {{ local_date('unioned.began_at', var('report_timezone')) }} as interaction_date,
        unioned.conversation_id,
        unioned.leg_id,
        unioned.reported_leg_id,
        unioned.queue_id,
        unioned.agent_id,
        unioned.team_id,
        queues.queue_name,
        agents.agent_name,
        unioned.subject,
        coalesce(queues.queue_name, agents.agent_name, unioned.team_id) as subject_name,
        unioned.measure,
        unioned.reported_by,
        unioned.computed_value,
        unioned.reported_value,
        unioned.difference,
        unioned.began_at,
        unioned.window_ended_at

    from unioned
    left join queues
        on unioned.platform = queues.platform
        and unioned.org_id = queues.org_id
        and unioned.queue_id = queues.queue_id
    left join agents
        on unioned.platform = agents.platform
        and unioned.org_id = agents.org_id
        and unioned.agent_id = agents.agent_id

)

select * from final
