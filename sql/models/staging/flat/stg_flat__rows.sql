{#- The holding version of each row of the warehouse's table. -#}

with

records as (

    select * from {{ source('flat', 'flat_conversations') }}
    where op = 'upsert'

),

versions as (

    select * from {{ ref('int_record_versions') }}
    where platform = 'flat' and entity = 'conversation_rows'

),

typed as (

    select
        versions.org_id,
        records.conversation_id,
        md5(versions.record_id) as row_id,
        records.queue_id,
        records.agent_id,
        records.wrapup_code as wrap_up_code,

        records.queue_name,
        records.agent_name,
        {{ flat_channel('records.channel') }} as channel,

        {{ flat_milliseconds('records.handle_seconds') }} as handle_ms,
        {{ flat_milliseconds('records.talk_seconds') }} as talk_ms,
        {{ flat_milliseconds('records.hold_seconds') }} as hold_ms,
        {{ flat_milliseconds('records.acw_seconds') }} as acw_ms,

        versions.op = 'delete' as is_vanished,
        coalesce({{ flat_boolean('records.abandoned') }}, false) as is_abandoned,
        coalesce({{ flat_boolean('records.transferred') }}, false) as is_transferred,

        {{ to_instant('records.start_time') }} as started_at,
        {{ to_instant('records.end_time') }} as ended_at,
        {{ to_instant('records.ingested_at') }} as ingested_at,

        case
            when {{ to_instant('records.start_time') }} is null then 'INVALID_START'
            when records.end_time is not null and {{ to_instant('records.end_time') }} is null then 'INVALID_END'
            when {{ to_instant('records.end_time') }} < {{ to_instant('records.start_time') }} then 'INVALID_TIMESTAMPS'
            when {{ to_double('records.handle_seconds') }} < 0 then 'INVALID_DURATION'
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

conversations as (

    select
        org_id,
        conversation_id,
        min(case when not is_vanished then started_at end) as conversation_started_at,
        max(last_load_id) as conversation_load_id

    from typed

    group by 1, 2

),

superseded as (

    select * from {{ ref('int_superseded_conversations') }}
    where platform = 'flat'

),

-- A conversation that a platform exported itself supersedes the warehouse's rows of it.
final as (

    select
        typed.*,
        typed.is_vanished or coalesce(superseded.is_superseded, false) as is_deleted,
        conversations.conversation_started_at,
        greatest(conversations.conversation_load_id, coalesce(superseded.last_load_id, 0)) as conversation_load_id

    from typed
    inner join conversations
        on typed.org_id = conversations.org_id
        and typed.conversation_id = conversations.conversation_id
    left join superseded
        on typed.org_id = superseded.org_id
        and typed.conversation_id = superseded.conversation_id

)

select * from final
