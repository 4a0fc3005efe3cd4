{#- What the events of a task say of the whole of it. -#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

gathered as (

    select
        platform,
        org_id,
        conversation_id,
        task_sid,
        {{ value_at_lowest('task_channel', 'event_number') }} as task_channel,
        {{ value_at_lowest('direction', 'event_number') }} as direction,
        {{ value_at_highest('task_type', 'event_number') }} as task_type,
        {{ value_at_highest('transfer_target_type', 'event_number') }} as transfer_target_type,
        min(conversation_started_at) as conversation_started_at,
        min(occurred_at) as created_at,
        min(case
            when event_type in ('task.completed', 'task.canceled', 'task.deleted', 'task.system-deleted')
                then occurred_at
        end) as ended_at,
        min(case when event_type = 'task.transfer-initiated' then occurred_at end) as first_transfer_at,
        max(occurred_at) as last_event_at,
        max(last_load_id) as last_load_id

    from events

    group by 1, 2, 3, 4

),

final as (

    select
        platform,
        org_id,
        conversation_id,
        task_sid,

        {{ flex_channel('task_channel', 'task_type') }} as channel,
        case
            when direction like 'outbound%' then 'outbound'
            when direction like 'internal%' then 'internal'
            else 'inbound'
        end as direction,
        transfer_target_type = 'worker' as is_meant_for_a_worker,

        created_at,
        ended_at,
        first_transfer_at,
        last_event_at,
        conversation_started_at,
        last_load_id

    from gathered

)

select * from final
