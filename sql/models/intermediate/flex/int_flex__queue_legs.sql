{#- Queue legs of Flex: those of events; of conversations without events, those of Insights. -#}

with

event_legs as (

    select * from {{ ref('int_flex__event_queue_legs') }}

),

insights_legs as (

    select * from {{ ref('int_flex__insights_queue_legs') }}
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
        agent_session_id,
        queue_id,
        agent_id,
        channel,
        outcome,
        flow_out_kind,
        wait_ms,
        is_derived,
        is_wait_known,
        is_consult,
        is_transferred_in,
        is_short_abandon,
        is_held_party_abandon,
        is_over_target,
        entered_at,
        left_at,
        answered_at,
        conversation_started_at,
        last_load_id,
        file_id,
        file_row,
        platform_target_mark
    from insights_legs

)

select * from final
