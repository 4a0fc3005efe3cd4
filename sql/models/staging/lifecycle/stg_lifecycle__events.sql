{#-
    Events of interactions, each once however often it was delivered. An interaction that another platform exported is superseded:
    the newest load of either is its newest.
-#}

with

records as (

    select * from {{ source('lifecycle', 'lifecycle_events') }}

),

versions as (

    select * from {{ ref('int_lifecycle__record_versions') }}
    where platform = 'lifecycle' and entity = 'events' and op = 'upsert'

),

superseded as (

    select * from {{ ref('int_superseded_conversations') }}
    where platform = 'lifecycle'

),

typed as (

    select
        versions.org_id,
        records.interaction_id,
        versions.record_id as event_id,
        records.queue_id,
        records.disposition as wrap_up_code,

        lower(records.type) as event_type,
        lower(records.state) as state,

        {{ to_duration_ms('records.talk_time_ms') }} as talk_ms,
        {{ to_duration_ms('records.hold_time_ms') }} as hold_ms,
        {{ to_duration_ms('records.wrap_time_ms') }} as acw_ms,
        {{ to_duration_ms('records.queue_wait_ms') }} as queue_wait_ms,

        {{ to_instant('records.timestamp_utc') }} as happened_at,

        case
            when {{ to_instant('records.timestamp_utc') }} is null then 'INVALID_TIMESTAMPS'
            {% for metric in ['talk_time', 'hold_time', 'wrap_time', 'queue_wait'] %}
            when records.{{ metric }}_ms is not null
                and {{ to_duration_ms('records.' ~ metric ~ '_ms') }} is null then 'INVALID_DURATION'
            {% endfor %}
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

    where records.interaction_id is not null

),

loads as (

    select
        org_id,
        interaction_id,
        max(last_load_id) as last_load_id

    from typed

    group by 1, 2

),

final as (

    select
        typed.org_id,
        typed.interaction_id,
        typed.event_id,
        typed.queue_id,
        typed.wrap_up_code,
        typed.event_type,
        typed.state,
        typed.talk_ms,
        typed.hold_ms,
        typed.acw_ms,
        typed.queue_wait_ms,
        coalesce(superseded.is_superseded, false) as is_superseded,
        typed.happened_at,
        typed.dq_flag,
        typed.copy_count,
        typed.version_count,
        greatest(loads.last_load_id, coalesce(superseded.last_load_id, 0)) as last_load_id,
        typed.file_id,
        typed.file_row

    from typed
    inner join loads
        on typed.org_id = loads.org_id
        and typed.interaction_id = loads.interaction_id
    left join superseded
        on typed.org_id = superseded.org_id
        and typed.interaction_id = superseded.conversation_id

)

select * from final
