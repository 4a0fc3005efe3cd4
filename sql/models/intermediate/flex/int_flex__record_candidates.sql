{{ config(materialized='view') }}

{#- Listings: entity, raw table. -#}
{% set listings = ['workers', 'task_queues', 'activities'] %}
{% set is_of_conversation = 'task_conversations.is_holding and segment_tasks.task_sid = insights_segments.task_sid' %}

with

events as (

    select * from {{ source('flex', 'flex_events') }}
    where coalesce(sid, id) is not null

),

task_conversations as (

    select * from {{ ref('int_flex__task_conversations') }}

),

-- One event seen through several transports is one event. The copy that still has its attributes holds, then the transport
-- that tells most.
event_copies as (

    select
        org_id,
        'events' as entity,
        coalesce(sid, id) as record_id,
        load_id,
        file_id,
        file_row,
        op,
        case task_attributes_state when 'present' then '2' when 'invalid' then '1' else '0' end
        || case transport when 'event_streams' then '3' when 'webhook' then '2' else '1' end as updated_at,
        "payloadHash" as payload_hash

    from events

),

-- A conversation is the sum of its events: its newest event stands for it. A conversation that its tasks have been
-- found not to belong to is deleted.
conversations as (

    select
        events.org_id,
        'conversations' as entity,
        task_conversations.conversation_id as record_id,
        events.load_id,
        events.file_id,
        events.file_row,
        case when task_conversations.is_holding then events.op else 'delete' end as op,
        case when task_conversations.is_holding then '1' else '0' end
        || {{ flex_position('coalesce(events.event_date_ms, events.event_date)', 'coalesce(events.sid, events.id)') }}
        || case events.transport when 'event_streams' then '3' when 'webhook' then '2' else '1' end as updated_at,
        coalesce(events.sid, events.id) as payload_hash

    from events
    inner join task_conversations
        on events.org_id = task_conversations.org_id
        and events.task_sid = task_conversations.task_sid

),

-- Of segments a row that is complete holds before one in progress, and one that knows of holds, which come later.
insights_segments as (

    select
        org_id,
        'insights_segments' as entity,
        segment as record_id,
        load_id,
        file_id,
        file_row,
        op,
        case when lower(kind) like '%in progress' then '0' when nullif(hold_time, '') is null then '1' else '2' end as updated_at,
        "payloadHash" as payload_hash,
        coalesce(nullif(segment_external_id, ''), conversation) as task_sid

    from {{ source('flex', 'flex_insights_segments') }}

    where nullif(segment, '') is not null

),

-- All tasks that a segment was ever said to belong to: what says that it belongs to another one touches the former, too.
segment_tasks as (

    select distinct org_id, record_id, task_sid from insights_segments

),

-- A conversation of segments alone is stood for by one of them; events always stand before.
insights_conversations as (

    select
        insights_segments.org_id,
        'conversations' as entity,
        task_conversations.conversation_id as record_id,
        insights_segments.load_id,
        insights_segments.file_id,
        insights_segments.file_row,
        case when {{ is_of_conversation }} then insights_segments.op else 'delete' end as op,
        case when {{ is_of_conversation }} then '0:' else '/' end
        || insights_segments.updated_at || ':' || insights_segments.record_id as updated_at,
        insights_segments.record_id as payload_hash

    from insights_segments
    inner join segment_tasks
        on insights_segments.org_id = segment_tasks.org_id
        and insights_segments.record_id = segment_tasks.record_id
    inner join task_conversations
        on segment_tasks.org_id = task_conversations.org_id
        and segment_tasks.task_sid = task_conversations.task_sid

),

api_segments as (

    select
        org_id,
        'api_segments' as entity,
        segment_id as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast(null as varchar) as updated_at,
        "payloadHash" as payload_hash

    from {{ source('flex', 'flex_api_segments') }}

    where segment_id is not null

),

-- Answers keep no date of change: what they score tells their versions apart.
answers as (

    select
        org_id,
        'answers' as entity,
        answer_id as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast(null as varchar) as updated_at,
        is_not_applicable || ':' || coalesce(score, '') as payload_hash

    from {{ source('flex', 'flex_answers') }}

    where answer_id is not null

),

-- Of two versions of a questionnaire the one in use holds.
questionnaires as (

    select
        org_id,
        'questionnaires' as entity,
        questionnaire_sid as record_id,
        load_id,
        file_id,
        file_row,
        op,
        active as updated_at,
        "payloadHash" as payload_hash

    from {{ source('flex', 'flex_questionnaires') }}

    where questionnaire_sid is not null

),

assessments as (

    select
        org_id,
        'assessments' as entity,
        assessment_sid as record_id,
        load_id,
        file_id,
        file_row,
        op,
        lpad(timestamp, 15, '0') as updated_at,
        "payloadHash" as payload_hash

    from {{ source('flex', 'flex_assessments') }}

    where assessment_sid is not null

),

{% for listing in listings %}
{{ listing }} as (

    select
        org_id,
        '{{ listing }}' as entity,
        sid as record_id,
        load_id,
        file_id,
        file_row,
        op,
        coalesce(date_updated, date_created) as updated_at,
        "payloadHash" as payload_hash

    from {{ source('flex', 'flex_' ~ listing) }}

    where sid is not null

),

{% endfor %}
records as (

    select * from event_copies
    union all
    select * from conversations
    union all
    select * from insights_conversations
    union all
    select
        org_id, entity, record_id, load_id, file_id, file_row, op, updated_at, payload_hash
    from insights_segments
    union all
    select * from api_segments
    union all
    select * from assessments
    union all
    select * from answers
    union all
    select * from questionnaires
    {% for listing in listings %}
    union all
    select * from {{ listing }}
    {% endfor %}

),

final as (

    select
        'flex' as platform,
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

    from records

)

select * from final
