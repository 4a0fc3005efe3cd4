with

records as (

    select * from {{ ref('stg_genesys__landed_segments') }}

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
        records.queue_id,
        records.wrap_up_code,

        records.segment_type,
        records.disconnect_type,

        records.is_conference,

        records.started_at,
        records.ended_at,

        case
            when records.started_at is null then 'INVALID_START'
            when records.has_end and records.ended_at is null then 'INVALID_END'
            when records.ended_at < records.started_at then 'INVALID_TIMESTAMPS'
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
