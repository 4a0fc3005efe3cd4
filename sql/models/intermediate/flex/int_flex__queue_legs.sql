{#-
    Waits of tasks in queues. A wait opens when its task enters a queue or is transferred to one, whichever is first, and closes at
    the first event that ends it. Entering the same queue again while the wait is open, or within a second of a workflow
    step's timeout or move, goes on with the same wait.
-#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

tasks as (

    select * from {{ ref('int_flex__tasks') }}

),

transfers as (

    select * from {{ ref('int_flex__transfers') }}

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

marks as (

    select * from entries
    union all
    select * from derived_entries
    union all
    select * from closings

),

-- Marks in their order; each belongs to the last entry before it.
numbered as (

    select
        *,
        sum(case when mark = 'entry' then 1 else 0 end) over (
            partition by org_id, task_sid
            order by occurred_at, event_number, mark desc
            rows between unbounded preceding and current row
        ) as entry_number,
        row_number() over (
            partition by org_id, task_sid
            order by occurred_at, event_number, mark desc
        ) as mark_number

    from marks

),

first_closings as (

    select * from (
        select
            *,
            row_number() over (
                partition by org_id, task_sid, entry_number
                order by mark_number
            ) as closing_rank
        from numbered
        where mark <> 'entry'
    ) as ranked
    where closing_rank = 1

),

steps as (

    select
        numbered.*,
        first_closings.mark as closed_by,
        first_closings.event_sid as closing_event_sid,
        first_closings.occurred_at as closed_at,
        lag(numbered.queue_sid) over (
            partition by numbered.org_id, numbered.task_sid order by numbered.entry_number
        ) as previous_queue_sid,
        lag(first_closings.mark) over (
            partition by numbered.org_id, numbered.task_sid order by numbered.entry_number
        ) as previous_closed_by,
        lag(first_closings.occurred_at) over (
            partition by numbered.org_id, numbered.task_sid order by numbered.entry_number
        ) as previous_closed_at,
        lead(numbered.occurred_at) over (
            partition by numbered.org_id, numbered.task_sid order by numbered.entry_number
        ) as next_entered_at

    from numbered
    left join first_closings
        on numbered.org_id = first_closings.org_id
        and numbered.task_sid = first_closings.task_sid
        and numbered.entry_number = first_closings.entry_number

    where numbered.mark = 'entry'

),

joined_steps as (

    select
        *,
        sum(case
            when queue_sid = previous_queue_sid and previous_closed_by is null then 0
            when queue_sid = previous_queue_sid
                and previous_closed_by = 'leave'
                and {{ milliseconds_between('previous_closed_at', 'occurred_at') }} <= 1000 then 0
            else 1
        end) over (
            partition by org_id, task_sid
            order by entry_number
            rows between unbounded preceding and current row
        ) as leg_number

    from steps

),

legs as (

    select
        org_id,
        conversation_id,
        task_sid,
        leg_number,
        {{ value_at_lowest('event_sid', 'entry_number') }} as session_id,
        {{ value_at_lowest('queue_sid', 'entry_number') }} as queue_sid,
        max(transfer_mode) as transfer_mode,
        max(case when is_transfer then 1 else 0 end) = 1 as is_transfer,
        max(case when is_derived then 1 else 0 end) = 1 as is_derived,
        min(occurred_at) as entered_at,
        max(entry_number) as last_entry_number,
        {{ value_at_lowest('file_id', 'entry_number') }} as file_id,
        {{ value_at_lowest('file_row', 'entry_number') }} as file_row

    from joined_steps

    group by 1, 2, 3, 4

),

closed_legs as (

    select
        legs.*,
        coalesce(steps.closed_by, case when steps.next_entered_at is not null then 'leave' end) as closed_by,
        coalesce(steps.closed_at, steps.next_entered_at) as closed_at,
        steps.next_entered_at,
        closing_events.event_type = 'task-queue.timeout' as is_closed_by_timeout,
        closing_events.reservation_sid,
        closing_events.worker_sid,
        closing_events.abandoned,
        closing_events.abandoned_phase,
        closing_events.task_canceled_reason

    from legs
    inner join steps
        on {{ same_task('legs', 'steps') }}
        and legs.last_entry_number = steps.entry_number
    left join events as closing_events
        on {{ same_task('steps', 'closing_events') }}
        and steps.closing_event_sid = closing_events.event_sid

),

workflow_timeouts as (

    select distinct
        cancels.org_id,
        cancels.conversation_id,
        cancels.task_sid

    from cancels
    inner join events
        on {{ same_task('cancels', 'events') }}
        and events.event_type = 'workflow.timeout'
        and {{ milliseconds_between('events.occurred_at', 'cancels.occurred_at') }} between 0 and 1000

),

-- Why a task was canceled while it waited (D24); the customer hung up unless something says otherwise.
canceled_for as (

    select
        closed_legs.*,
        transfers.task_sid is not null as is_new_task_of_transfer,
        case
            when closed_legs.closed_by <> 'cancel' then null
            when {{ mentions_any('closed_legs.task_canceled_reason', var('flex_voicemail_reasons')) }}
                or closed_legs.abandoned_phase = 'voicemail' then 'voicemail'
            when {{ mentions_any('closed_legs.task_canceled_reason', var('flex_callback_reasons')) }}
                or closed_legs.abandoned_phase = 'callback request' then 'callback'
            when closed_legs.abandoned = 'follow-up' then 'unknown'
            when {{ mentions_any('closed_legs.task_canceled_reason', var('flex_timeout_reasons')) }}
                or workflow_timeouts.task_sid is not null then 'timeout'
        end as canceled_for

    from closed_legs
    left join workflow_timeouts
        on {{ same_task('closed_legs', 'workflow_timeouts') }}
    left join transfers
        on {{ same_task('closed_legs', 'transfers') }}
        and transfers.is_new_task
        and closed_legs.leg_number = 1

),

decided as (

    select
        *,
        coalesce(transfer_mode = 'WARM', false) as is_consult,
        case
            when closed_by is null then 'open'
            when closed_by = 'answer' then 'answered'
            when closed_by = 'leave' then 'flow_out'
            when closed_by = 'end' or transfer_mode = 'WARM' then 'other'
            when canceled_for is not null then 'flow_out'
            else 'abandoned'
        end as leg_outcome

    from canceled_for

),

final as (

    select
        tasks.platform,
        decided.org_id,
        decided.conversation_id,
        decided.session_id,
        case when decided.leg_outcome = 'answered' then decided.reservation_sid end as agent_session_id,
        decided.queue_sid as queue_id,
        case when decided.leg_outcome = 'answered' then decided.worker_sid end as agent_id,

        tasks.channel,
        decided.leg_outcome as outcome,
        case
            when decided.leg_outcome = 'flow_out' and decided.closed_by = 'cancel' then decided.canceled_for
            when decided.leg_outcome = 'flow_out' and decided.is_closed_by_timeout and decided.next_entered_at is null
                then 'timeout'
            when decided.leg_outcome = 'flow_out' then 'overflow'
        end as flow_out_kind,

        {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }} as wait_ms,

        decided.is_derived,
        decided.is_consult,
        (decided.is_transfer and not decided.is_consult) or decided.is_new_task_of_transfer as is_transferred_in,
        decided.leg_outcome = 'abandoned'
            and {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }}
            <= {{ var('flex_short_abandon_seconds') }} * 1000 as is_short_abandon,
        cast(null as boolean) as is_over_target,

        decided.entered_at,
        decided.closed_at as left_at,
        case when decided.leg_outcome = 'answered' then decided.closed_at end as answered_at,
        tasks.conversation_started_at,

        tasks.last_load_id,
        decided.file_id,
        decided.file_row,
        -- As Flex Insights counts: whole seconds, strictly under one threshold for all queues, quick abandons not at all and
        -- others like answers (-1: not in its base).
        case
            when decided.closed_at is null then -1
            when decided.leg_outcome = 'abandoned' and {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }}
                < ({{ var('flex_short_abandon_seconds') }} + 1) * 1000 then -1
            when {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }}
                < {{ var('flex_insights_sla_seconds') }} * 1000 then 1
            else 0
        end as platform_target_mark

    from decided
    inner join tasks
        on {{ same_task('decided', 'tasks') }}

    -- Dial-pad and internal tasks pass through a queue, and so do tasks meant for one worker: nobody waits there.
    where (tasks.direction = 'inbound' or tasks.first_transfer_at <= decided.entered_at)
        and not (coalesce(tasks.is_meant_for_a_worker, false) and decided.leg_number = 1)

)

select * from final
