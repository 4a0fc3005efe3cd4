{#- Each contact stands for its agent, or for the wait nobody answered. -#}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

final as (

    select
        'cxone' as platform,
        org_id,
        conversation_id,
        contact_id as participant_id,
        agent_id as user_id,
        cast(null as varchar) as external_contact_id,
        team_id,

        case when agent_id is null then 'acd' else 'agent' end as purpose,
        agent_name as participant_name,
        cast(null as varchar) as attributes,

        cast(position as integer) as participant_index,
        conversation_load_id as last_load_id,
        file_id,
        file_row

    from contacts

)

select * from final
