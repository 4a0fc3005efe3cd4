{#- Segments of every landed record, typed: as its file has them, or cast from text. -#}

with

texts as (

    select * from {{ source('genesys', 'genesys_segments') }}

),

typed as (

    select * from {{ source('genesys', 'genesys_typed_segments') }}

),

final as (

    select
        "queueId" as queue_id,
        "wrapUpCode" as wrap_up_code,

        lower("segmentType") as segment_type,
        "disconnectType" as disconnect_type,

        {{ to_boolean('"conference"') }} as is_conference,
        "segmentEnd" is not null as has_end,

        {{ to_instant('"segmentStart"') }} as started_at,
        {{ to_instant('"segmentEnd"') }} as ended_at,

        participant_index,
        session_index,
        segment_index,
        file_id,
        file_row

    from texts

    union all

    select
        "queueId" as queue_id,
        "wrapUpCode" as wrap_up_code,

        lower("segmentType") as segment_type,
        "disconnectType" as disconnect_type,

        "conference" as is_conference,
        "segmentEnd" is not null as has_end,

        "segmentStart" as started_at,
        "segmentEnd" as ended_at,

        participant_index,
        session_index,
        segment_index,
        file_id,
        file_row

    from typed

)

select * from final
