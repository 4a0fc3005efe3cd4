{#- Agent legs of Flex: those of events; of conversations without events, those of Insights. -#}

with

event_legs as (

    select * from {{ ref('int_flex__event_agent_legs') }}

),

insights_legs as (

    select * from {{ ref('int_flex__insights_agent_legs') }}
    where not is_superseded

),

final as (

    select * from event_legs
    union all
    select
        platform,
        org_id,
        conversation_id,
        session_id,
        agent_id,
        queue_id,
        wrap_up_code,
        channel,
        alert_outcome,
        talk_ms,
        hold_ms,
        acw_ms,
        dial_ms,
        handle_ms,
        is_derived,
        is_ended,
        is_connected,
        is_outbound_attempt,
        is_answered_from_queue,
        is_transferred,
        talk_includes_hold,
        is_alert_known,
        started_at,
        answered_at,
        alert_ended_at,
        talk_ended_at,
        hold_ended_at,
        acw_ended_at,
        handle_ended_at,
        transferred_at,
        ended_at,
        conversation_started_at,
        last_load_id,
        file_id,
        file_row
    from insights_legs

)

select * from final
