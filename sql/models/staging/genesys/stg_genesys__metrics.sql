with

records as (

    select * from {{ ref('stg_genesys__landed_metrics') }}

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
        records.metric_name,
        records.metric_value,
        records.emitted_at,

        case
            when records.has_value and records.metric_value is null then 'INVALID_VALUE'
            when records.metric_name like 't%' and records.metric_value < 0 then 'INVALID_DURATION'
            when records.has_instant and records.emitted_at is null then 'INVALID_TIMESTAMPS'
            else 'OK'
        end as dq_flag,

        records.participant_index,
        records.session_index,
        records.metric_index,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
