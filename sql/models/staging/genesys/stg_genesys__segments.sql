with

records as (

    select * from {{ source('genesys', 'genesys_segments') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as conversation_id,
        records."queueId" as queue_id,
        records."wrapUpCode" as wrap_up_code,

        lower(records."segmentType") as segment_type,
        records."disconnectType" as disconnect_type,

        {{ to_boolean('records."conference"') }} as is_conference,

        {{ to_instant('records."segmentStart"') }} as started_at,
        {{ to_instant('records."segmentEnd"') }} as ended_at,

        case
            when {{ to_instant('records."segmentStart"') }} is null then 'INVALID_START'
            when records."segmentEnd" is not null
                and {{ to_instant('records."segmentEnd"') }} is null then 'INVALID_END'
            when {{ to_instant('records."segmentEnd"') }}
                < {{ to_instant('records."segmentStart"') }} then 'INVALID_TIMESTAMPS'
            else 'OK'
        end as dq_flag,

        records.participant_index,
        records.session_index,
        records.segment_index,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
