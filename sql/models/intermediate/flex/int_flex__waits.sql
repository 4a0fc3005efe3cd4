{{ config(materialized='table') }}
{#-
    Waits of tasks in queues: from the mark that opens one to the first that closes it, or to the next entry. Entering the same
    queue again while the wait is open, or within a second of a workflow step's timeout or move, goes on with the same wait.
-#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}

),

marks as (

    select * from {{ ref('int_flex__queue_marks') }}

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
        ) as wait_number

    from steps

),

waits as (

    select
        org_id,
        conversation_id,
        task_sid,
        wait_number,
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

final as (

    select
        waits.*,
        coalesce(steps.closed_by, case when steps.next_entered_at is not null then 'leave' end) as closed_by,
        coalesce(steps.closed_at, steps.next_entered_at) as closed_at,
        steps.next_entered_at is not null as is_followed_by_wait,
        closing_events.event_type = 'task-queue.timeout' as is_closed_by_timeout,
        closing_events.reservation_sid,
        closing_events.worker_sid,
        closing_events.abandoned,
        closing_events.abandoned_phase,
        closing_events.task_canceled_reason

    from waits
    inner join steps
        on {{ same_task('waits', 'steps') }}
        and waits.last_entry_number = steps.entry_number
    left join events as closing_events
        on {{ same_task('steps', 'closing_events') }}
        and steps.closing_event_sid = closing_events.event_sid

)

select * from final
