with

sessions as (

    select * from {{ ref('int_flex__sessions') }}

),

final as (

    select
        'flex' as platform,
        org_id,
        conversation_id,
        session_id as participant_id,
        worker_sid as user_id,
        cast(null as varchar) as external_contact_id,
        cast(null as varchar) as team_id,

        purpose,
        name_id as participant_name,
        cast(null as varchar) as attributes,

        cast(participant_index as integer) as participant_index,
        last_load_id,
        file_id,
        file_row

    from sessions

)

select * from final
