{{ config(materialized='ephemeral') }}

{#-
    Attribution: which handled leg resolved its conversation (D23). It names the resolving agent for dispositions and
    first-contact resolution and never moves handle time: each agent keeps the own leg.
-#}

with

agent_legs as (

    select * from {{ ref('fct_agent_legs') }}
    where leg_kind = 'handled'

),

final as (

    select
        agent_leg_id,
        platform,
        org_id,
        conversation_id,
        agent_id,
        queue_id,
        wrap_up_code,
        channel,

        case
            when handle_ms < 120000 then '0-2min'
            when handle_ms < 300000 then '2-5min'
            when handle_ms < 600000 then '5-10min'
            when handle_ms < 1200000 then '10-20min'
            else '20min+'
        end as handle_time_bucket,

        handle_ms,
        talk_ms,
        hold_ms,
        acw_ms,

        is_resolving_leg,
        is_transferred,

        started_at,
        handle_ended_at,

        last_load_id

    from agent_legs

)

select * from final
