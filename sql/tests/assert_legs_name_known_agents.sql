{#- An agent that legs, states or evaluations name and no lookup does: deleted, or the lookup was not loaded. -#}
{{ config(severity='warn') }}

select
    agent_id as record_key,
    agent_name as observed,
    'a user of the loaded lookups' as expected

from {{ ref('dim_agents') }}

where not is_known
