with

records as (

    select * from {{ ref('stg_genesys__landed_conversations') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

from_details as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as conversation_id,

        records.originating_direction,
        records.conversation_initiator,
        records.external_tag,
        records.division_ids,

        records.minimum_mos,

        records.started_at,
        records.ended_at,
        records.conference_started_at,
        versions.exported_at,

        case
            when records.started_at is null then 'INVALID_START'
            when records.has_end and records.ended_at is null then 'INVALID_END'
            when records.ended_at < records.started_at then 'INVALID_TIMESTAMPS'
            else 'OK'
        end as dq_flag,

        versions.copy_count,
        versions.version_count,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

from_events as (

    select
        platform,
        org_id,
        conversation_id,

        originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        started_at,
        ended_at,
        {{ to_instant('null') }} as conference_started_at,
        {{ to_instant('null') }} as exported_at,

        dq_flag,

        copy_count,
        version_count,
        last_load_id,
        file_id,
        file_row

    from {{ ref('int_genesys__event_conversations') }}

),

unioned as (

    select * from from_details
    union all
    select * from from_events

)

select * from unioned
