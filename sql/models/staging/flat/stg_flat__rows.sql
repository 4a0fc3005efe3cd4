{#- The holding version of each row of the warehouse's table. -#}

with

records as (

    select * from {{ ref('stg_flat__landed_rows') }}
    where op = 'upsert'

),

versions as (

    select * from {{ ref('int_flat__record_versions') }}
    where platform = 'flat' and entity = 'conversation_rows'

),

typed as (

    select
        versions.org_id,
        records.conversation_id,
        md5(versions.record_id) as row_id,
        records.queue_id,
        records.agent_id,
        records.wrap_up_code,

        records.queue_name,
        records.agent_name,
        {{ flat_channel('records.channel') }} as channel,

        {{ flat_milliseconds('records.handle_seconds') }} as handle_ms,
        {{ flat_milliseconds('records.talk_seconds') }} as talk_ms,
        {{ flat_milliseconds('records.hold_seconds') }} as hold_ms,
        {{ flat_milliseconds('records.acw_seconds') }} as acw_ms,

        versions.op = 'delete' as is_vanished,
        coalesce(records.is_abandoned, false) as is_abandoned,
        coalesce(records.is_transferred, false) as is_transferred,

        records.started_at,
        records.ended_at,
        records.ingested_at,

        case
            when records.started_at is null then 'INVALID_START'
            when records.has_end and records.ended_at is null then 'INVALID_END'
            when records.ended_at < records.started_at then 'INVALID_TIMESTAMPS'
            when records.handle_seconds is not null and {{ flat_milliseconds('records.handle_seconds') }} is null
                then 'INVALID_DURATION'
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
