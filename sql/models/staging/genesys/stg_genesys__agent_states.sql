with

told as (

    select * from {{ ref('int_genesys__agent_states') }}

),

from_events as (

    select * from {{ ref('int_genesys__event_agent_states') }}

),

states as (

    select * from told
    union all
    select * from from_events

)

select * from states
