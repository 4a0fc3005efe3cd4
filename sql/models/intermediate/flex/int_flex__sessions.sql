{#- What a conversation is made of, in the shape of participants and their stretches: waits and reservations. -#}

with

queue_legs as (

    select * from {{ ref('int_flex__queue_legs') }}

),

reservations as (

    select * from {{ ref('int_flex__reservations') }}

),

insights_legs as (

    select * from {{ ref('int_flex__insights_agent_legs') }}
    where not is_superseded

),

sessions as (

    select
        org_id, conversation_id, session_id, 'acd' as purpose, queue_id as name_id, cast(null as varchar) as worker_sid,
        queue_id, cast(null as varchar) as outcome, entered_at as began_at,
        entered_at as waited_from, left_at as waited_to,
        {{ to_instant('null') }} as rang_from, {{ to_instant('null') }} as rang_to,
        {{ to_instant('null') }} as talked_from, {{ to_instant('null') }} as talked_to,
        {{ to_instant('null') }} as wrapped_from, {{ to_instant('null') }} as wrapped_to,
        last_load_id, file_id, file_row
    from queue_legs
    union all
    select
        org_id, conversation_id, reservation_sid, 'agent', worker_sid, worker_sid,
        queue_sid, outcome, first_event_at,
        {{ to_instant('null') }}, {{ to_instant('null') }},
        created_at, coalesce(accepted_at, refused_at),
        accepted_at, case when accepted_at is not null then coalesce(wrapup_at, ended_at) end,
        wrapup_at, case when wrapup_at is not null then ended_at end,
        last_load_id, file_id, file_row
    from reservations
    union all
    select
        org_id, conversation_id, session_id, 'agent', agent_id, agent_id,
        queue_id, wrap_up_code, started_at,
        {{ to_instant('null') }}, {{ to_instant('null') }},
        case when not is_connected then started_at end, case when not is_connected then alert_ended_at end,
        case when is_connected then started_at end, case when is_connected then talk_ended_at end,
        case when acw_ms > 0 then talk_ended_at end, case when acw_ms > 0 then handle_ended_at end,
        last_load_id, file_id, file_row
    from insights_legs

),

final as (

    select
        *,
        row_number() over (
            partition by org_id, conversation_id
            order by began_at, purpose, session_id
        ) as participant_index

    from sessions

)

select * from final
