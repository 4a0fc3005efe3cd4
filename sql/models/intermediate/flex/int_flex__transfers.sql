{#-
    Hand-overs by agents: those that TaskRouter names, and new tasks of a chat that begin while an agent has its conversation or
    up to five seconds after. Each belongs to the reservation that gave.
-#}

with

events as (

    select
        *,
        sum(case when event_type = 'task.transfer-initiated' then 1 else 0 end) over (
            partition by org_id, task_sid
            order by event_number
            rows between unbounded preceding and current row
        ) as transfer_number

    from {{ ref('int_flex__task_events') }}

    where event_type in (
        'task.transfer-initiated', 'task.transfer-completed', 'task.transfer-failed', 'task.transfer-canceled'
    )

),

reservations as (

    select * from {{ ref('int_flex__reservations') }}

),

tasks as (

    select * from {{ ref('int_flex__tasks') }}

),

native as (

    select
        org_id,
        conversation_id,
        task_sid,
        coalesce(transfer_sid, cast(transfer_number as varchar)) as transfer_key,
        max(transfer_mode) as transfer_mode,
        max(transfer_initiating_reservation_sid) as giving_reservation_sid,
        min(occurred_at) as began_at,
        min(case when event_type = 'task.transfer-completed' then occurred_at end) as completed_at,
        min(case when event_type in ('task.transfer-failed', 'task.transfer-canceled') then occurred_at end) as failed_at

    from events

    group by 1, 2, 3, 4

),

-- Where the event does not name the giving reservation: the one that last took the task before.
native_givers as (

    select
        native.*,
        coalesce(native.giving_reservation_sid, reservations.reservation_sid) as reservation_sid,
        row_number() over (
            partition by native.org_id, native.task_sid, native.transfer_key
            order by reservations.accepted_at desc, reservations.reservation_sid
        ) as giver_rank

    from native
    left join reservations
        on {{ same_task('native', 'reservations') }}
        and reservations.accepted_at <= native.began_at

),

chat_givers as (

    select
        tasks.org_id,
        tasks.conversation_id,
        tasks.task_sid,
        reservations.reservation_sid,
        tasks.created_at as began_at,
        row_number() over (
            partition by tasks.org_id, tasks.task_sid
            order by reservations.accepted_at desc, reservations.reservation_sid
        ) as giver_rank

    from tasks
    inner join reservations
        on tasks.org_id = reservations.org_id
        and tasks.conversation_id = reservations.conversation_id
        and tasks.task_sid <> reservations.task_sid
        and tasks.created_at >= reservations.accepted_at
        and (
            reservations.ended_at is null
            or {{ milliseconds_between('reservations.ended_at', 'tasks.created_at') }} <= 5000
        )
        -- A task that was over before the agent stopped talking took nothing over.
        and (
            tasks.ended_at is null
            or tasks.ended_at > coalesce(reservations.wrapup_at, reservations.ended_at)
        )

    where tasks.channel not in ('voice', 'callback')
        and reservations.channel not in ('voice', 'callback')

),

final as (

    select
        org_id,
        conversation_id,
        task_sid,
        reservation_sid,
        false as is_new_task,
        case
            when transfer_mode = 'WARM' then completed_at is not null
            else failed_at is null
        end as is_transferred,
        case when transfer_mode = 'WARM' then completed_at else began_at end as transferred_at

    from native_givers

    where giver_rank = 1

    union all

    select
        org_id,
        conversation_id,
        task_sid,
        reservation_sid,
        true as is_new_task,
        true as is_transferred,
        began_at as transferred_at

    from chat_givers

    where giver_rank = 1

)

select * from final
