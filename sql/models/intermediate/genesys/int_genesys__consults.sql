{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_genesys__conversation_versions') }}
-- depends_on: {{ ref('int_genesys__record_versions') }}

with

{{ touched_conversations('int_genesys__conversation_versions') }}
metrics as (

    select * from {{ ref('stg_genesys__metrics') }}
    {{ where_touched_parts() }}

),

event_sessions as (

    select * from {{ ref('int_genesys__event_sessions') }}
    {{ where_touched() }}

),

consults_in_details as (

    select distinct
        platform,
        org_id,
        conversation_id,
        emitted_at as consulted_at,
        last_load_id,
        file_id,
        file_row

    from metrics

    -- An expression, not a column: the touched conversations are fewer than all consults, which an engine cannot know.
    where coalesce(metric_name, '') = 'nConsult' and emitted_at is not null

),

-- Events do not tell of consults: a wait that begins while an agent is with the customer, and stays, is that agent's.
consults_in_events as (

    select distinct
        waits.platform,
        waits.org_id,
        waits.conversation_id,
        waits.first_offered_at as consulted_at,
        waits.last_load_id,
        waits.file_id,
        waits.file_row

    from event_sessions as waits
    inner join event_sessions as agents
        on {{ same_conversation('waits', 'agents') }}
        and agents.purpose = 'agent'
        and agents.first_interact_at < waits.first_offered_at
        and (
            agents.talk_at is null
            or {{ milliseconds_between('waits.first_offered_at', 'agents.talk_at') }} > 1000
        )

    where waits.purpose = 'acd'

),

final as (

    select * from consults_in_details
    union all
    select * from consults_in_events

)

select * from final
