{#-
    What opens and closes the waits of tasks. A wait opens when its task enters a queue or is transferred to one; where that event
    was lost, it is taken from what later events say. It closes by an answer, a cancel, leaving the queue or the end.
-#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

-- Handing a task to a worker is no queue entry, whatever TaskRouter says of queues in that second.
worker_transfers as (

    select org_id, conversation_id, task_sid, occurred_at
    from events
    where event_type = 'task.transfer-initiated'
        and (transfer_type = 'WORKER' or (transfer_type is null and transfer_to like 'WK%'))

),

entries as (

    select
        events.org_id,
        events.conversation_id,
        events.task_sid,
        events.event_number,
        'entry' as mark,
        coalesce(
            case when events.event_type = 'task.transfer-initiated' and events.transfer_to like 'WQ%' then events.transfer_to end,
            events.task_queue_sid
        ) as queue_sid,
        events.event_type = 'task.transfer-initiated' as is_transfer,
        events.transfer_mode,
        events.event_sid,
        events.occurred_at,
        false as is_derived,
        events.file_id,
        events.file_row

    from events
    left join worker_transfers
        on {{ same_task('events', 'worker_transfers') }}
        and {{ milliseconds_between('worker_transfers.occurred_at', 'events.occurred_at') }} between 0 and 1000

    where events.event_type in ('task-queue.entered', 'task.transfer-initiated')
        and worker_transfers.task_sid is null

),

-- Every event says in which queue its task is and since when: where the entry itself was lost, that is the entry.
evidence as (

    select
        events.org_id,
        events.conversation_id,
        events.task_sid,
        events.task_queue_sid,
        events.queue_entered_at,
        min(events.event_number) as event_number,
        min(events.file_id) as file_id,
        {{ value_at_lowest('events.file_row', 'events.event_number') }} as file_row

    from events
    left join events as known
        on {{ same_task('events', 'known') }}
        and known.event_type in ('task-queue.entered', 'task.transfer-initiated')
        and abs({{ milliseconds_between('known.occurred_at', 'events.queue_entered_at') }}) <= 2000

    where events.event_type in ('reservation.created', 'reservation.accepted', 'task.canceled')
        and events.queue_entered_at is not null
        and events.queue_entered_at <= events.occurred_at
        and known.task_sid is null

    group by 1, 2, 3, 4, 5

),

derived_entries as (

    select
        org_id,
        conversation_id,
        task_sid,
        event_number,
        'entry' as mark,
        task_queue_sid as queue_sid,
        false as is_transfer,
        cast(null as varchar) as transfer_mode,
        task_sid || ':' || cast(event_number as varchar) as event_sid,
        queue_entered_at as occurred_at,
        true as is_derived,
        file_id,
        file_row

    from evidence

),

cancels as (

    select * from events
    where event_type = 'task.canceled'

),

first_accepts as (

    select event_sid from (
        select
            event_sid,
            row_number() over (
                partition by org_id, reservation_sid
                order by occurred_at, event_sid
            ) as accept_rank
        from events
        where event_type = 'reservation.accepted'
    ) as ranked
    where accept_rank = 1

),

-- A reservation answers once, even where its acceptance is told twice.
closings as (

    select
        events.org_id,
        events.conversation_id,
        events.task_sid,
        events.event_number,
        case events.event_type
            when 'reservation.accepted' then 'answer'
            when 'task.canceled' then 'cancel'
            when 'task-queue.moved' then 'leave'
            when 'task-queue.timeout' then 'leave'
            else 'end'
        end as mark,
        cast(null as varchar) as queue_sid,
        false as is_transfer,
        cast(null as varchar) as transfer_mode,
        events.event_sid,
        events.occurred_at,
        false as is_derived,
        events.file_id,
        events.file_row

    from events
    -- A cold transfer that is called off because the customer hung up ends by the hang-up.
    left join cancels
        on {{ same_task('events', 'cancels') }}
        and events.event_type in ('task.transfer-failed', 'task.transfer-canceled')
        and coalesce(events.transfer_mode, 'COLD') <> 'WARM'
        and {{ within_a_second('events.occurred_at', 'cancels.occurred_at') }}
    left join first_accepts
        on events.event_sid = first_accepts.event_sid

    where (
        events.event_type in (
            'task-queue.moved', 'task-queue.timeout', 'task.canceled',
            'task.completed', 'task.deleted', 'task.system-deleted'
        )
        or first_accepts.event_sid is not null
        or (
            events.event_type in ('task.transfer-failed', 'task.transfer-canceled')
            and coalesce(events.transfer_type, 'QUEUE') <> 'WORKER'
        )
    )
        and cancels.task_sid is null

),

final as (

    select * from entries
    union all
    select * from derived_entries
    union all
    select * from closings

)

select * from final
