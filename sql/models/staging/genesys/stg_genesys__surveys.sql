with

records as (

    select * from {{ source('genesys', 'genesys_surveys') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'surveys' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as survey_id,
        records."conversationId" as conversation_id,
        records."agentId" as agent_id,
        records."queueId" as queue_id,

        {{ normalised_enum('records."status"') }} as status,

        {{ to_double('records."totalScore"') }} as total_score,
        {{ to_bigint('records."npsScore"') }} as nps_score,

        {{ to_instant('records."completedDate"') }} as completed_at,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
