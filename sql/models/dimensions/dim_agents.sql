{#- Every agent that a lookup names, a leg carries, an evaluation judges or whose states count on a day. -#}

with

agents as (

    select * from {{ ref('stg_agents') }}

),

agent_legs as (

    select * from {{ ref('fct_agent_legs') }}

),

state_days as (

    select * from {{ ref('int_agent_state_days') }}

),

evaluations as (

    select * from {{ ref('fct_evaluations') }}

),

agent_ids as (

    select platform, org_id, agent_id from agents
    union
    select platform, org_id, agent_id from agent_legs
    union
    select platform, org_id, agent_id from state_days
    union
    select platform, org_id, agent_id from evaluations where agent_id is not null

),

final as (

    select
        agent_ids.platform,
        agent_ids.org_id,
        agent_ids.agent_id,
        agents.team_id,
        agents.division_id,
        agents.manager_id,

        coalesce(agents.agent_name, 'unknown (' || agent_ids.agent_id || ')') as agent_name,
        agents.email,
        agents.department,
        agents.title,
        agents.agent_state,

        agents.agent_id is not null as is_known

    from agent_ids
    left join agents
        on agent_ids.platform = agents.platform
        and agent_ids.org_id = agents.org_id
        and agent_ids.agent_id = agents.agent_id

)

select * from final
