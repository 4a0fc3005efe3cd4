with

records as (

    select * from {{ source('genesys', 'genesys_queues') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'queues' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as queue_id,
        records."divisionId" as division_id,

        records."name" as queue_name,

        {{ to_duration_ms('records."callServiceLevelDurationMs"') }} as voice_target_ms,
        {{ to_duration_ms('records."callbackServiceLevelDurationMs"') }} as callback_target_ms,
        {{ to_duration_ms('records."chatServiceLevelDurationMs"') }} as chat_target_ms,
        {{ to_duration_ms('records."emailServiceLevelDurationMs"') }} as email_target_ms,
        {{ to_duration_ms('records."messageServiceLevelDurationMs"') }} as message_target_ms,
        {{ to_double('records."callServiceLevelPercentage"') }} as voice_target_rate,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
