{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['entity', 'file_id', 'file_row', 'op']
) }}

{#-
    Record-level raw tables: entity, key, the platform's own update time, and whether the record says that it is closed.
    The rows stand in the order of entities: those of one are read without the others.
-#}
{% set entities = [
    ['evaluations', '"id"', 'greatest("changedDate", "submittedDate", "revisionCreatedDate", "createdDate")', 'true'],
    ['surveys', '"id"', 'coalesce("completedDate", "createdDate")', 'true'],
    ['users', '"id"', 'lpad("version", 20, \'0\')', 'true'],
    ['queues', '"id"', '"dateModified"', 'true'],
    ['wrapup_codes', '"id"', '"dateModified"', 'true'],
    ['divisions', '"id"', 'null', 'true'],
    ['presence_definitions', '"id"', 'coalesce("modifiedDate", "dateModified")', 'true']
] %}

with

{% for entity, key, updated_at, is_closed in entities %}
{{ entity }} as (

    select
        org_id,
        '{{ entity }}' as entity,
        {{ key }} as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast({{ updated_at }} as varchar) as updated_at,
        {{ to_instant('"dataAvailabilityDate"') }} as exported_at,
        {{ is_closed }} as is_closed,
        {{ to_instant('null') }} as ended_at,
        "payloadHash" as payload_hash

    from {{ source('genesys', 'genesys_' ~ entity) }}
    {% if is_incremental() %}where load_id > {{ newest_load() }}{% endif %}

),

{% endfor %}
conversations as (

    select
        org_id,
        'conversations' as entity,
        conversation_id as record_id,
        load_id,
        file_id,
        file_row,
        op,
        '1' as updated_at,
        exported_at,
        has_end as is_closed,
        ended_at,
        payload_hash

    from {{ ref('stg_genesys__landed_conversations') }}
    {% if is_incremental() %}where load_id > {{ newest_load() }}{% endif %}

),

records as (

    select * from conversations
    {% for entity, key, updated_at, is_closed in entities %}
    union all
    select * from {{ entity }}
    {% endfor %}

),

segments as (

    select * from {{ ref('stg_genesys__landed_segments') }}

),

metrics as (

    select * from {{ ref('stg_genesys__landed_metrics') }}

),

-- Of an open conversation that comes more than once the latest instant decides. Views that take lists apart are told from
-- which file on: a join alone would have them take all apart.
open_records as (

    select file_id, file_row
    from records
    where entity = 'conversations' and not is_closed

),

instants_of_open_records as (

    select
        open_records.file_id,
        open_records.file_row,
        max(greatest(
            coalesce(segments.ended_at, segments.started_at),
            coalesce(segments.started_at, segments.ended_at)
        )) as latest_at
    from open_records
    inner join segments
        on open_records.file_id = segments.file_id
        and open_records.file_row = segments.file_row
    where segments.file_id >= (select min(file_id) from open_records)
    group by 1, 2
    union all
    select
        open_records.file_id,
        open_records.file_row,
        max(metrics.emitted_at) as latest_at
    from open_records
    inner join metrics
        on open_records.file_id = metrics.file_id
        and open_records.file_row = metrics.file_row
    where metrics.file_id >= (select min(file_id) from open_records)
    group by 1, 2

),

latest_instants as (

    select file_id, file_row, max(latest_at) as latest_at
    from instants_of_open_records
    group by 1, 2

),

events as (

    select
        records.*,
        {{ genesys_event_id('records') }} as event_id,
        {{ genesys_event_instant('records') }} as happened_at

    from {{ source('genesys', 'genesys_events') }} as records

    where records."topicName" like 'v2.detail.events.conversation.%'
        {% if is_incremental() %}and records.load_id > {{ newest_load() }}{% endif %}

),

-- An event of several transports is one event. A conversation of which there are only events is their sum: the newest stands
-- for it. Any detail record comes before them.
event_records as (

    select
        org_id,
        'events' as entity,
        event_id as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast(null as varchar) as updated_at,
        "bodyHash" as payload_hash

    from events

    union all

    select
        org_id,
        'conversations' as entity,
        "conversationId" as record_id,
        load_id,
        file_id,
        file_row,
        op,
        '0' || coalesce({{ sortable_instant('happened_at') }}, '') || event_id as updated_at,
        'events' as payload_hash

    from events

),

detail_records as (

    select
        records.org_id,
        records.entity,
        records.record_id,
        records.load_id,
        records.file_id,
        records.file_row,
        records.op,
        records.updated_at,
        records.exported_at,
        records.is_closed,
        coalesce(records.ended_at, latest_instants.latest_at) as latest_at,
        records.payload_hash

    from records
    left join latest_instants
        on records.file_id = latest_instants.file_id
        and records.file_row = latest_instants.file_row

),

{% if is_incremental() %}
touched as (

    select entity, file_id, file_row, op, load_id as first_load_id from records
    union all
    select entity, file_id, file_row, op, load_id as first_load_id from event_records

),

{% endif %}
unioned as (

    select * from detail_records

    union all

    select
        org_id,
        entity,
        record_id,
        load_id,
        file_id,
        file_row,
        op,
        updated_at,
        {{ to_instant('null') }} as exported_at,
        true as is_closed,
        {{ to_instant('null') }} as latest_at,
        payload_hash

    from event_records

),

final as (

    select
        'genesys' as platform,
        org_id,
        entity,
        record_id,
        load_id,
        file_id,
        file_row,
        op,
        updated_at,
        exported_at,
        is_closed,
        latest_at,
        payload_hash,
        load_id as last_load_id

    from unioned

    where record_id is not null

)

select * from final
order by entity
