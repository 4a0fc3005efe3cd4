{#- Lifecycle events say how long, not when: no segments. -#}

with

final as (

    select
        'lifecycle' as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as conversation_id,
        cast(null as varchar) as queue_id,
        cast(null as varchar) as wrap_up_code,

        cast(null as varchar) as segment_type,
        cast(null as varchar) as disconnect_type,

        cast(null as boolean) as is_conference,

        {{ to_instant('null') }} as started_at,
        {{ to_instant('null') }} as ended_at,

        cast(null as varchar) as dq_flag,

        cast(null as integer) as participant_index,
        cast(null as integer) as session_index,
        cast(null as integer) as segment_index,
        cast(null as integer) as last_load_id,
        cast(null as integer) as file_id,
        cast(null as bigint) as file_row

    where false

)

select * from final
