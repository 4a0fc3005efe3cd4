{#- A row with an agent that was not abandoned is that agent's part of the conversation. Each agent keeps the own one. -#}

with

rows_of_agents as (

    select * from {{ ref('stg_flat__rows') }}
    where agent_id is not null
        and not is_abandoned
        and started_at is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        conversation_id,
        row_id as session_id,
        agent_id,
        queue_id,
        wrap_up_code,

        channel,
        'accepted' as alert_outcome,

        talk_ms,
        hold_ms,
        acw_ms,
        cast(0 as bigint) as dial_ms,
        coalesce(handle_ms, coalesce(talk_ms, 0) + coalesce(hold_ms, 0) + coalesce(acw_ms, 0)) as handle_ms,

        false as is_derived,
        true as is_ended,
        true as is_connected,
        false as is_outbound_attempt,
        queue_id is not null as is_answered_from_queue,
        is_transferred,
        false as talk_includes_hold,
        false as is_alert_known,

        started_at,
        {{ to_instant('null') }} as answered_at,
        started_at as alert_ended_at,
        coalesce(ended_at, started_at) as talk_ended_at,
        coalesce(ended_at, started_at) as hold_ended_at,
        coalesce(ended_at, started_at) as acw_ended_at,
        coalesce(ended_at, started_at) as handle_ended_at,
        case when is_transferred then coalesce(ended_at, started_at) end as transferred_at,
        ended_at,
        conversation_started_at,

        conversation_load_id as last_load_id,
        file_id,
        file_row

    from rows_of_agents

)

select * from final
