{#- Offers of a task to a worker, with what became of each. -#}

with

events as (

    select * from {{ ref('int_flex__task_events') }}
    where reservation_sid is not null and event_type like 'reservation.%'

),

tasks as (

    select * from {{ ref('int_flex__tasks') }}

),

gathered as (

    select
        org_id,
        conversation_id,
        task_sid,
        reservation_sid,
        {{ value_at_lowest('worker_sid', 'event_number') }} as worker_sid,
        coalesce(
            {{ value_at_lowest("case when event_type = 'reservation.accepted' then task_queue_sid end", 'event_number') }},
            {{ value_at_lowest('task_queue_sid', 'event_number') }}
        ) as queue_sid,
        -- Attributes as they were when this leg was completed: later legs of the task write over them.
        {{ value_at_highest("case when event_type = 'reservation.completed' then coalesce(outcome, task_completed_reason) end", 'event_number') }}
            as outcome,
        {{ value_at_highest("case when event_type = 'reservation.completed' then hang_up_by end", 'event_number') }}
            as hang_up_by,
        min(occurred_at) as first_event_at,
        min(case when event_type = 'reservation.created' then occurred_at end) as created_at,
        min(case when event_type = 'reservation.accepted' then occurred_at end) as accepted_at,
        min(case when event_type = 'reservation.wrapup' then occurred_at end) as wrapup_at,
        min(case when event_type = 'reservation.completed' then occurred_at end) as completed_at,
        min(case when event_type in ('reservation.timeout', 'reservation.failed') then occurred_at end) as missed_at,
        min(case when event_type = 'reservation.rejected' then occurred_at end) as rejected_at,
        min(case when event_type in ('reservation.canceled', 'reservation.rescinded') then occurred_at end)
            as withdrawn_at,
        coalesce(
            {{ value_at_lowest("case when event_type = 'reservation.accepted' then file_id end", 'event_number') }},
            {{ value_at_highest('file_id', 'event_number') }}
        ) as file_id,
        coalesce(
            {{ value_at_lowest("case when event_type = 'reservation.accepted' then file_row end", 'event_number') }},
            {{ value_at_highest('file_row', 'event_number') }}
        ) as file_row

    from events

    group by 1, 2, 3, 4

),

final as (

    select
        tasks.platform,
        gathered.org_id,
        gathered.conversation_id,
        gathered.task_sid,
        gathered.reservation_sid,
        gathered.worker_sid,
        gathered.queue_sid,

        tasks.channel,
        gathered.outcome,
        gathered.hang_up_by,

        -- The first leg of an outbound or internal task is the agent's own call; what a transfer makes of it is not.
        case
            when tasks.first_transfer_at <= coalesce(gathered.created_at, gathered.first_event_at) then 'inbound'
            else tasks.direction
        end as direction,

        gathered.first_event_at,
        coalesce(gathered.created_at, gathered.first_event_at) as offered_at,
        gathered.created_at,
        gathered.accepted_at,
        gathered.wrapup_at,
        gathered.completed_at,
        gathered.missed_at,
        gathered.rejected_at,
        gathered.withdrawn_at,
        coalesce(gathered.missed_at, gathered.rejected_at, gathered.withdrawn_at) as refused_at,
        case
            when gathered.accepted_at is not null then coalesce(gathered.completed_at, tasks.ended_at)
        end as ended_at,
        tasks.ended_at as task_ended_at,
        tasks.conversation_started_at,

        tasks.last_load_id,
        gathered.file_id,
        gathered.file_row

    from gathered
    inner join tasks
        on {{ same_task('gathered', 'tasks') }}

    where gathered.worker_sid is not null

)

select * from final
