{#- Platform segments in their order within a conversation; a segment that one record holds twice stands once. -#}

with

segments as (

    select * from {{ ref('stg_segments') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by
                platform, org_id, conversation_id, participant_index, session_index,
                segment_type, started_at, ended_at, queue_id
            order by segment_index
        ) as copy_number

    from segments

),

final as (

    select
        platform,
        org_id,
        conversation_id,
        row_number() over (
            partition by platform, org_id, conversation_id
            order by started_at, participant_index, session_index, segment_index
        ) as segment_number,
        participant_index,
        session_index,
        segment_index,

        queue_id,
        wrap_up_code,

        segment_type,
        disconnect_type,

        {{ milliseconds_between('started_at', 'ended_at') }} as duration_ms,

        ended_at is null as is_open,

        started_at,
        ended_at,

        dq_flag,
        last_load_id,
        file_id,
        file_row

    from ranked

    where copy_number = 1

)

select * from final
