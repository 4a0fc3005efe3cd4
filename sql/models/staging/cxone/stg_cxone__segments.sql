{#- The platform's own pieces of a journey: the states of its contacts, where their history is loaded. -#}

with

states as (

    select * from {{ ref('int_cxone__contact_states') }}

),

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

final as (

    select
        'cxone' as platform,
        states.org_id,
        contacts.conversation_id,
        states.skill_id as queue_id,
        cast(null as varchar) as wrap_up_code,

        lower(states.state_name) as segment_type,
        contacts.end_reason as disconnect_type,

        false as is_conference,

        states.started_at,
        states.ended_at,

        case when states.started_at is null then 'INVALID_START' else 'OK' end as dq_flag,

        cast(contacts.position as integer) as participant_index,
        1 as session_index,
        cast(states.state_index as integer) as segment_index,
        contacts.conversation_load_id as last_load_id,
        contacts.file_id,
        contacts.file_row

    from states
    inner join contacts
        on states.org_id = contacts.org_id
        and states.contact_id = contacts.contact_id

)

select * from final
