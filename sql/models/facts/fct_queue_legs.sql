{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{{ touched_conversations() }}
queue_legs as (

    {% for platform in var('platforms') %}
    select * from {{ ref('int_' ~ platform ~ '__queue_legs') }}
    {{ where_touched() }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        {{ leg_id('session_id') }} as queue_leg_id,
        platform,
        org_id,
        conversation_id,
        session_id,
        {{ leg_id('agent_session_id') }} as agent_leg_id,
        queue_id,
        agent_id,

        channel,
        outcome,
        case when outcome = 'flow_out' then coalesce(flow_out_kind, 'unknown') end as flow_out_kind,

        wait_ms,

        is_derived,
        is_wait_known,
        is_consult,
        coalesce(is_transferred_in, false) as is_transferred_in,
        outcome = 'abandoned' and is_short_abandon as is_short_abandon,
        outcome = 'answered' and is_held_party_abandon as is_held_party_abandon,
        is_over_target,
        platform_target_mark,

        entered_at,
        left_at,
        answered_at,
        conversation_started_at,

        last_load_id,
        file_id,
        file_row

    from queue_legs

)

select * from final
