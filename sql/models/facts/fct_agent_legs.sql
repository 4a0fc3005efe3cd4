{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{{ touched_conversations() }}
agent_legs as (

    {% for platform in var('platforms') %}
    select * from {{ ref('int_' ~ platform ~ '__agent_legs') }}
    {{ where_touched() }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

queue_legs as (

    select * from {{ ref('fct_queue_legs') }}
    {{ where_touched() }}

),

answered_queue_legs as (

    select * from queue_legs
    where agent_leg_id is not null

),

ended_alerts as (

    select * from agent_legs
    where alert_outcome in ('ended', 'unanswered')

),

-- An alert that ended because its caller left the queue is nobody's fault (D20).
alerts_whose_caller_left as (

    select distinct
        ended_alerts.platform,
        ended_alerts.org_id,
        ended_alerts.conversation_id,
        ended_alerts.session_id

    from ended_alerts
    inner join queue_legs
        on ended_alerts.platform = queue_legs.platform
        and ended_alerts.org_id = queue_legs.org_id
        and ended_alerts.conversation_id = queue_legs.conversation_id
        and ended_alerts.queue_id = queue_legs.queue_id
        and {{ within_a_second('ended_alerts.alert_ended_at', 'queue_legs.left_at') }}

),

joined as (

    select
        agent_legs.*,
        answered_queue_legs.queue_leg_id,
        coalesce(answered_queue_legs.queue_id, agent_legs.queue_id) as carried_queue_id,
        answered_queue_legs.entered_at as queue_entered_at,
        alerts_whose_caller_left.session_id is not null as is_caller_gone

    from agent_legs
    left join answered_queue_legs
        on {{ leg_id('agent_legs.session_id', 'agent_legs') }} = answered_queue_legs.agent_leg_id
    left join alerts_whose_caller_left
        on agent_legs.platform = alerts_whose_caller_left.platform
        and agent_legs.org_id = alerts_whose_caller_left.org_id
        and agent_legs.conversation_id = alerts_whose_caller_left.conversation_id
        and agent_legs.session_id = alerts_whose_caller_left.session_id

),

legs as (

    select
        {{ leg_id('session_id') }} as agent_leg_id,
        platform,
        org_id,
        conversation_id,
        session_id,
        queue_leg_id,
        agent_id,
        carried_queue_id as queue_id,
        wrap_up_code,

        channel,
        case
            when not is_ended then 'open'
            when not is_connected then 'unconnected'
            when is_outbound_attempt and queue_leg_id is null then 'outbound_handled'
            when carried_queue_id is null then 'non_queue'
            else 'handled'
        end as leg_kind,
        case
            when alert_outcome in ('ended', 'unanswered') and is_caller_gone then 'caller_gone'
            when alert_outcome = 'ended' then 'declined'
            else alert_outcome
        end as alert_result,

        coalesce(talk_ms, 0) as talk_ms,
        case when not talk_includes_hold then coalesce(hold_ms, 0) end as hold_ms,
        coalesce(acw_ms, 0) as acw_ms,
        dial_ms,
        coalesce(handle_ms, 0) as handle_ms,

        is_derived,
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
        queue_entered_at,
        conversation_started_at,

        last_load_id,
        file_id,
        file_row

    from joined

),

-- The last handled leg of its conversation resolved it (D23).
ranked as (

    select
        *,
        row_number() over (
            partition by platform, org_id, conversation_id, case when leg_kind = 'handled' then 1 else 0 end
            order by started_at desc, handle_ended_at desc, agent_leg_id desc
        ) as reverse_position

    from legs

),

final as (

    select
        agent_leg_id,
        platform,
        org_id,
        conversation_id,
        session_id,
        queue_leg_id,
        agent_id,
        queue_id,
        wrap_up_code,

        channel,
        leg_kind,
        alert_result,

        talk_ms,
        hold_ms,
        acw_ms,
        dial_ms,
        handle_ms,

        is_derived,
        is_answered_from_queue,
        is_transferred,
        leg_kind = 'handled' and reverse_position = 1 as is_resolving_leg,
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
        queue_entered_at,
        conversation_started_at,

        last_load_id,
        file_id,
        file_row

    from ranked

)

select * from final
