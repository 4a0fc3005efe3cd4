{#- The participants that events name. -#}

with

events as (

    select * from {{ ref('stg_lifecycle__events') }}
    where not is_superseded

),

participants as (

    select * from {{ source('lifecycle', 'lifecycle_participants') }}

),

final as (

    select
        'lifecycle' as platform,
        events.org_id,
        events.interaction_id as conversation_id,
        participants.id as participant_id,
        case when lower(participants.type) = 'agent' then participants.id end as user_id,
        cast(null as varchar) as external_contact_id,
        cast(null as varchar) as team_id,

        lower(participants.type) as purpose,
        cast(null as varchar) as participant_name,
        cast(null as varchar) as attributes,

        participants.participant_index,
        events.last_load_id,
        events.file_id,
        events.file_row

    from events
    inner join participants
        on events.file_id = participants.file_id
        and events.file_row = participants.file_row

)

select * from final
