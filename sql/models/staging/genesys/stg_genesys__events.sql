{#- Events of conversations, each once: what they say of its sessions. -#}

with

records as (

    select * from {{ source('genesys', 'genesys_events') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'events' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        records."conversationId" as conversation_id,
        versions.record_id as event_id,
        records."participantId" as participant_id,
        records."sessionId" as session_id,
        records."userId" as user_id,
        records."answeredUserId" as answered_user_id,
        records."queueId" as queue_id,
        records."divisionId" as division_id,
        records."wrapupCode" as wrap_up_code,
        records."externalContactId" as external_contact_id,

        replace(records."topicName", 'v2.detail.events.conversation.' || records."conversationId" || '.', '')
            as event_type,
        lower(records."mediaType") as media_type,
        lower(records."direction") as direction,
        {{ normalised_enum('records."disconnectType"') }} as disconnect_type,
        {{ normalised_enum('records."acdOutcome"') }} as acd_outcome,
        records."ani" as ani,
        records."addressFrom" as address_from,

        {{ to_duration_ms('records."connectedDurationMs"') }} as connected_ms,
        {{ to_duration_ms('records."interactingDurationMs"') }} as interacting_ms,
        {{ to_duration_ms('records."heldDurationMs"') }} as held_ms,
        {{ to_duration_ms('records."alertingDurationMs"') }} as alerting_ms,
        {{ to_duration_ms('records."contactingDurationMs"') }} as contacting_ms,
        {{ to_duration_ms('records."dialingDurationMs"') }} as dialing_ms,
        {{ to_duration_ms('records."wrapupDurationMs"') }} as wrapup_ms,

        {{ genesys_event_instant('records') }} as happened_at,

        case
            when {{ genesys_event_instant('records') }} is null then 'INVALID_TIMESTAMPS'
            {% for duration in ['connected', 'interacting', 'held', 'alerting', 'contacting', 'dialing', 'wrapup'] %}
            when records."{{ duration }}DurationMs" is not null
                and {{ to_duration_ms('records."' ~ duration ~ 'DurationMs"') }} is null then 'INVALID_DURATION'
            {% endfor %}
            else 'OK'
        end as dq_flag,

        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

    where records."conversationId" is not null

)

select * from renamed
