{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#- What may happen in one millisecond, in the order in which it must have happened. -#}
{% set order_of_types = [
    'task.created', 'task.transfer-initiated', 'task-queue.timeout', 'task-queue.moved', 'task-queue.entered',
    'reservation.created', 'reservation.accepted',
    'reservation.rejected', 'reservation.timeout', 'reservation.rescinded', 'reservation.wrapup',
    'reservation.completed', 'task.transfer-completed', 'workflow.timeout',
    'task.transfer-failed', 'task.transfer-canceled', 'reservation.canceled', 'reservation.failed',
    'task.canceled', 'task.completed', 'task.deleted', 'task.system-deleted'
] %}

-- depends_on: {{ ref('int_flex__conversation_versions') }}

with

{{ touched_conversations('int_flex__conversation_versions') }}
conversations as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'conversations' and op = 'upsert'
    {% if is_incremental() %}
        and last_load_id > {{ newest_load() }}
    {% endif %}

),

task_conversations as (

    select * from {{ ref('int_flex__task_conversations') }}
    where is_holding

),

events as (

    select * from {{ ref('stg_flex__events') }}
    where task_sid is not null and occurred_at is not null

),

final as (

    select
        events.platform,
        events.org_id,
        conversations.record_id as conversation_id,
        events.task_sid,
        events.event_sid,
        events.reservation_sid,
        events.worker_sid,
        events.task_queue_sid,
        events.transfer_sid,
        events.transfer_initiating_reservation_sid,

        events.event_type,
        events.task_channel,
        events.task_queue_name,
        events.task_canceled_reason,
        events.task_completed_reason,
        events.transfer_mode,
        events.transfer_type,
        events.transfer_to,
        events.direction,
        events.abandoned,
        events.abandoned_phase,
        events.outcome,
        events.hang_up_by,
        events.task_type,
        events.transfer_target_type,
        events.customer_id,
        events.customer_address,

        row_number() over (
            partition by events.org_id, events.task_sid
            order by
                events.occurred_at,
                case events.event_type
                    {% for type in order_of_types %}
                    when '{{ type }}' then {{ loop.index }}
                    {% endfor %}
                    else 0
                end,
                events.event_sid
        ) as event_number,

        events.occurred_at,
        events.queue_entered_at,
        min(events.occurred_at) over (partition by conversations.org_id, conversations.record_id)
            as conversation_started_at,

        events.dq_flag,
        conversations.last_load_id,
        events.file_id,
        events.file_row

    from events
    inner join task_conversations
        on events.org_id = task_conversations.org_id
        and events.task_sid = task_conversations.task_sid
    inner join conversations
        on task_conversations.org_id = conversations.org_id
        and task_conversations.conversation_id = conversations.record_id

)

select * from final
