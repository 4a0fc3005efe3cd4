{{ config(materialized='table') }}
{#- Queue legs of Flex as its events tell of them: waits with their outcome. -#}

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

waits as (

    select * from {{ ref('int_flex__waits') }}

),

-- The workflow gave the task up and canceled it.
workflow_timeouts as (

    select distinct
        cancels.org_id,
        cancels.conversation_id,
        cancels.task_sid

    from events as cancels
    inner join events
        on {{ same_task('cancels', 'events') }}
        and events.event_type = 'workflow.timeout'
        and {{ milliseconds_between('events.occurred_at', 'cancels.occurred_at') }} between 0 and 1000

    where cancels.event_type = 'task.canceled'

),

-- Why a task was canceled while it waited (D24); the customer hung up unless something says otherwise.
canceled_for as (

    select
        waits.*,
        transfers.task_sid is not null as is_new_task_of_transfer,
        case
            when waits.closed_by <> 'cancel' then null
            when {{ mentions_any('waits.task_canceled_reason', var('flex_voicemail_reasons')) }}
                or waits.abandoned_phase = 'voicemail' then 'voicemail'
            when {{ mentions_any('waits.task_canceled_reason', var('flex_callback_reasons')) }}
                or waits.abandoned_phase = 'callback request' then 'callback'
            when waits.abandoned = 'follow-up' then 'unknown'
            when {{ mentions_any('waits.task_canceled_reason', var('flex_timeout_reasons')) }}
                or workflow_timeouts.task_sid is not null then 'timeout'
        end as canceled_for

    from waits
    left join workflow_timeouts
        on {{ same_task('waits', 'workflow_timeouts') }}
    left join transfers
        on {{ same_task('waits', 'transfers') }}
        and transfers.is_new_task
        and waits.wait_number = 1

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
            when decided.leg_outcome = 'flow_out' and decided.is_closed_by_timeout and not decided.is_followed_by_wait
                then 'timeout'
            when decided.leg_outcome = 'flow_out' then 'overflow'
        end as flow_out_kind,

        {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }} as wait_ms,

        decided.is_derived,
        true as is_wait_known,
        decided.is_consult,
        (decided.is_transfer and not decided.is_consult) or decided.is_new_task_of_transfer as is_transferred_in,
        decided.leg_outcome = 'abandoned'
            and {{ milliseconds_between('decided.entered_at', 'decided.closed_at') }}
            <= {{ var('flex_short_abandon_seconds') }} * 1000 as is_short_abandon,
        cast(null as boolean) as is_held_party_abandon,
        cast(null as boolean) as is_over_target,

        decided.entered_at,
        decided.closed_at as left_at,
        case when decided.leg_outcome = 'answered' then decided.closed_at end as answered_at,
        tasks.conversation_started_at,

        tasks.last_load_id,
        decided.file_id,
        decided.file_row,
        {{ flex_target_mark(milliseconds_between('decided.entered_at', 'decided.closed_at'), "decided.leg_outcome = 'abandoned'") }}
            as platform_target_mark

    from decided
    inner join tasks
        on {{ same_task('decided', 'tasks') }}

    -- Dial-pad and internal tasks pass through a queue, and so do tasks meant for one worker: nobody waits there.
    where (tasks.direction = 'inbound' or tasks.first_transfer_at <= decided.entered_at)
        and not (coalesce(tasks.is_meant_for_a_worker, false) and decided.wait_number = 1)

)

select * from final
