{#- The agents of the rows; nobody else is named. -#}

with

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, conversation_id
            order by started_at, row_id
        ) as participant_index

    from {{ ref('stg_flat__rows') }}

    where agent_id is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        conversation_id,
        row_id as participant_id,
        agent_id as user_id,
        cast(null as varchar) as external_contact_id,
        cast(null as varchar) as team_id,

        'agent' as purpose,
        agent_name as participant_name,
        cast(null as varchar) as attributes,

        cast(participant_index as integer) as participant_index,
        conversation_load_id as last_load_id,
        file_id,
        file_row

    from ranked

)

select * from final
