with

metrics as (

    select * from {{ ref('stg_genesys__metrics') }}
    where metric_name = 'nConsult'

),

event_sessions as (

    select * from {{ ref('int_genesys__event_sessions') }}

),

consults_in_details as (

    select
        file_id,
        file_row,
        emitted_at as consulted_at

    from metrics

    where emitted_at is not null

    group by 1, 2, 3

),

-- Events do not tell of consults: a wait that begins while an agent is with the customer, and stays, is that agent's.
consults_in_events as (

    select distinct
        waits.file_id,
        waits.file_row,
        waits.first_offered_at as consulted_at

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
