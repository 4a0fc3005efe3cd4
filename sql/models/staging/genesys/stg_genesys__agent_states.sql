with

states as (

    select * from {{ ref('int_genesys__agent_states') }}

)

select * from states
