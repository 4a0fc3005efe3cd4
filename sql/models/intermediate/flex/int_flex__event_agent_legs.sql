{{ config(materialized='table') }}
{#- Agent legs of Flex: reservations. Holds are not in TaskRouter events: talk contains them. -#}

with

reservations as (

    select * from {{ ref('int_flex__reservations') }}

),

answers as (

    select org_id, conversation_id, agent_session_id
    from {{ ref('int_flex__event_queue_legs') }}
    where agent_session_id is not null

),

transfers as (

    select
        org_id,
        conversation_id,
        reservation_sid,
        min(transferred_at) as transferred_at

    from {{ ref('int_flex__transfers') }}

    where is_transferred and reservation_sid is not null

    group by 1, 2, 3

),

measured as (

    select
        *,
        direction = 'outbound' as is_outbound,
        coalesce(wrapup_at, ended_at) as talk_ended_at,
        -- The agent's own call that reached nobody ends where it was given up.
        case when direction = 'outbound' and accepted_at is null then coalesce(refused_at, completed_at, task_ended_at) end
            as given_up_at

    from reservations

),

timed as (

    select
        *,
        {{ milliseconds_between('accepted_at', 'talk_ended_at') }} as talk_ms,
        case when wrapup_at is null then 0 else {{ milliseconds_between('wrapup_at', 'ended_at') }} end as acw_ms,
        case
            when is_outbound then {{ milliseconds_between('offered_at', 'coalesce(accepted_at, given_up_at)') }}
            else 0
        end as dial_ms,
        case when accepted_at is not null then ended_at else given_up_at end as leg_ended_at

    from measured

),

final as (

    select
        timed.platform,
        timed.org_id,
        timed.conversation_id,
        timed.reservation_sid as session_id,
        timed.worker_sid as agent_id,
        case when timed.direction <> 'internal' then timed.queue_sid end as queue_id,
        timed.outcome as wrap_up_code,

        timed.channel,
        case
            when timed.direction <> 'inbound' then null
            when timed.accepted_at is not null then 'accepted'
            when timed.missed_at is not null then 'not_responding'
            when timed.rejected_at is not null then 'declined'
            when timed.withdrawn_at is not null then 'caller_gone'
        end as alert_outcome,

        timed.talk_ms,
        cast(null as bigint) as hold_ms,
        timed.acw_ms,
        timed.dial_ms,
        case
            when timed.leg_ended_at is not null then coalesce(timed.talk_ms, 0) + timed.acw_ms + timed.dial_ms
        end as handle_ms,

        timed.created_at is null as is_derived,
        timed.leg_ended_at is not null as is_ended,
        timed.accepted_at is not null as is_connected,
        timed.is_outbound as is_outbound_attempt,
        answers.agent_session_id is not null as is_answered_from_queue,
        transfers.reservation_sid is not null
            or coalesce(timed.hang_up_by in ('external cold transfer', 'external warm transfer'), false) as is_transferred,
        true as talk_includes_hold,
        true as is_alert_known,

        coalesce(timed.accepted_at, timed.offered_at) as started_at,
        case when answers.agent_session_id is not null then timed.accepted_at end as answered_at,
        coalesce(timed.accepted_at, timed.refused_at) as alert_ended_at,
        timed.leg_ended_at as talk_ended_at,
        {{ to_instant('null') }} as hold_ended_at,
        timed.leg_ended_at as acw_ended_at,
        timed.leg_ended_at as handle_ended_at,
        transfers.transferred_at,
        coalesce(timed.leg_ended_at, timed.refused_at) as ended_at,
        timed.conversation_started_at,

        timed.last_load_id,
        timed.file_id,
        timed.file_row

    from timed
    left join answers
        on timed.org_id = answers.org_id
        and timed.conversation_id = answers.conversation_id
        and timed.reservation_sid = answers.agent_session_id
    left join transfers
        on timed.org_id = transfers.org_id
        and timed.conversation_id = transfers.conversation_id
        and timed.reservation_sid = transfers.reservation_sid

)

select * from final
