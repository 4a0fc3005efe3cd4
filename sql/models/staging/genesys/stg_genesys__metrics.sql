with

records as (

    select * from {{ source('genesys', 'genesys_metrics') }}

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
        records."name" as metric_name,
        {{ to_bigint('records."value"') }} as metric_value,
        {{ to_instant('records."emitDate"') }} as emitted_at,

        case
            when records."value" is not null and {{ to_bigint('records."value"') }} is null then 'INVALID_VALUE'
            when records."name" like 't%' and {{ to_bigint('records."value"') }} < 0 then 'INVALID_DURATION'
            when records."emitDate" is not null
                and {{ to_instant('records."emitDate"') }} is null then 'INVALID_TIMESTAMPS'
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
