{#- Where a leg does not tell how long its customer waited, all that follows from waits is null. -#}
{% set knows_waits = 'coalesce(queue_totals.unknown_wait_count, 0) = 0' %}

with

queue_measures as (

    select * from {{ ref('int_queue_measures') }}

),

agent_measures as (

    select *, queue_date as interaction_date from {{ ref('int_agent_measures') }}
    where queue_id is not null

),

queues as (

    select * from {{ ref('dim_queues') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

queue_totals as (

    select
        platform,
        org_id,
        interaction_date,
        queue_id,
        channel,
        sum(unknown_wait_count) as unknown_wait_count,
        sum(offered_count) as offered_count,
        sum(answered_count) as answered_count,
        sum(abandoned_count) as abandoned_count,
        case when coalesce(sum(unknown_short_abandon_count), 0) = 0 then sum(short_abandoned_count) end
            as short_abandoned_count,
        case when coalesce(sum(unknown_held_party_count), 0) = 0 then sum(held_party_abandoned_count) end
            as held_party_abandoned_count,
        sum(flow_out_count) as flow_out_count,
        sum(flow_out_callback_count) as flow_out_callback_count,
        sum(flow_out_voicemail_count) as flow_out_voicemail_count,
        sum(flow_out_overflow_count) as flow_out_overflow_count,
        sum(other_count) as other_count,
        sum(open_count) as open_count,
        sum(consult_offered_count) as consult_offered_count,
        sum(transferred_in_offered_count) as transferred_in_offered_count,
        sum(in_target_count) as in_target_count,
        sum(unknown_target_count) as unknown_target_count,
        sum(platform_in_target_count) as platform_in_target_count,
        sum(platform_base_count) as platform_base_count,
        sum(answer_wait_ms) as answer_wait_ms,
        sum(abandon_wait_ms) as abandon_wait_ms,
        max(left_wait_ms) as max_wait_ms

    from queue_measures

    group by 1, 2, 3, 4, 5

),

agent_totals as (

    select
        platform,
        org_id,
        interaction_date,
        queue_id,
        channel,
        sum(handled_count) as handled_count,
        sum(outbound_handled_count) as outbound_handled_count,
        sum(unconnected_handle_count) as unconnected_handle_count,
        sum(transferred_count) as transferred_count,
        sum(held_count) as held_count,
        sum(unknown_hold_count) as unknown_hold_count,
        sum(handle_ms) as handle_ms,
        sum(talk_ms) as talk_ms,
        sum(hold_ms) as hold_ms,
        sum(acw_ms) as acw_ms,
        sum(outbound_handle_ms) as outbound_handle_ms,
        sum(unconnected_handle_ms) as unconnected_handle_ms,
        {{ percentile_seconds(0.5, 'handle_ms') }} as p50_handle_seconds,
        {{ percentile_seconds(0.9, 'handle_ms') }} as p90_handle_seconds,
        {{ percentile_seconds(0.95, 'handle_ms') }} as p95_handle_seconds

    from agent_measures

    group by 1, 2, 3, 4, 5

),

interactions as (

    select platform, org_id, interaction_date, queue_id, channel, conversation_id
    from queue_measures
    where offered_count > 0
    union
    select platform, org_id, interaction_date, queue_id, channel, conversation_id
    from agent_measures
    where handled_count > 0

),

interaction_totals as (

    select
        platform,
        org_id,
        interaction_date,
        queue_id,
        channel,
        count(*) as total_interactions

    from interactions

    group by 1, 2, 3, 4, 5

),

row_keys as (

    select platform, org_id, interaction_date, queue_id, channel from queue_totals
    union
    select platform, org_id, interaction_date, queue_id, channel from agent_totals

),

counted as (

    select
        row_keys.platform,
        row_keys.org_id,
        row_keys.interaction_date,
        row_keys.queue_id,
        row_keys.channel,
        cast(coalesce(interaction_totals.total_interactions, 0) as bigint) as total_interactions,
        {% for count in [
            'offered', 'answered', 'abandoned', 'flow_out', 'flow_out_callback',
            'flow_out_voicemail', 'flow_out_overflow', 'other', 'open', 'consult_offered', 'transferred_in_offered'
        ] %}
        cast(coalesce(queue_totals.{{ count }}_count, 0) as bigint) as {{ count }}_count,
        {% endfor %}
        case
            when queue_totals.queue_id is null then 0
            when {{ knows_waits }} then cast(queue_totals.short_abandoned_count as bigint)
        end as short_abandoned_count,
        case
            when queue_totals.queue_id is null then 0
            else cast(queue_totals.held_party_abandoned_count as bigint)
        end as held_party_abandoned_count,
        {% for count in ['handled', 'outbound_handled'] %}
        cast(coalesce(agent_totals.{{ count }}_count, 0) as bigint) as {{ count }}_count,
        {% endfor %}
        cast(coalesce(agent_totals.unconnected_handle_count, 0) as bigint) as unconnected_handle_count,
        cast(coalesce(agent_totals.transferred_count, 0) as bigint) as transferred_count,
        coalesce(agent_totals.unknown_hold_count, 0) > 0 as talk_includes_hold,
        case
            when coalesce(agent_totals.unknown_hold_count, 0) = 0
                then cast(coalesce(agent_totals.held_count, 0) as bigint)
        end as held_count,
        case
            when coalesce(queue_totals.unknown_target_count, 0) = 0 and {{ knows_waits }}
                then cast(coalesce(queue_totals.in_target_count, 0) as bigint)
        end as answered_in_target_count,
        cast(coalesce(queue_totals.platform_in_target_count, 0) as bigint) as platform_in_target_count,
        cast(coalesce(queue_totals.platform_base_count, 0) as bigint) as platform_base_count,
        cast(
            coalesce(queue_totals.answered_count, 0)
            {% if var('service_level_abandons') == 'include' %}
            + coalesce(queue_totals.abandoned_count, 0)
            {% if var('service_level_short_abandons') == 'exclude' %}
            - case when queue_totals.queue_id is null then 0 else queue_totals.short_abandoned_count end
            {% endif %}
            {% endif %}
            {% if var('service_level_flow_outs') == 'include' %}
            + coalesce(queue_totals.flow_out_count, 0)
            {% endif %}
            as bigint
        ) as service_level_base_count,
        case when {{ knows_waits }} then coalesce(queue_totals.answer_wait_ms, 0) end as answer_wait_ms,
        case when {{ knows_waits }} then coalesce(queue_totals.abandon_wait_ms, 0) end as abandon_wait_ms,
        queue_totals.max_wait_ms,
        coalesce(agent_totals.handle_ms, 0) as handle_ms,
        coalesce(agent_totals.talk_ms, 0) as talk_ms,
        case when coalesce(agent_totals.unknown_hold_count, 0) = 0 then coalesce(agent_totals.hold_ms, 0) end as hold_ms,
        coalesce(agent_totals.acw_ms, 0) as acw_ms,
        coalesce(agent_totals.outbound_handle_ms, 0) as outbound_handle_ms,
        coalesce(agent_totals.unconnected_handle_ms, 0) as unconnected_handle_ms,
        agent_totals.p50_handle_seconds,
        agent_totals.p90_handle_seconds,
        agent_totals.p95_handle_seconds

    from row_keys
    left join queue_totals
        on {{ same_queue_row('row_keys', 'queue_totals') }}
    left join agent_totals
        on {{ same_queue_row('row_keys', 'agent_totals') }}
    left join interaction_totals
        on {{ same_queue_row('row_keys', 'interaction_totals') }}

),

final as (

    select
        counted.platform,
        counted.org_id,
        counted.interaction_date,
        counted.queue_id,
        queues.queue_name,
        counted.channel,
        '{{ var("date_basis") }}' as date_basis,

        counted.total_interactions,
        counted.offered_count,
        counted.answered_count,
        counted.abandoned_count,
        counted.short_abandoned_count,
        counted.held_party_abandoned_count,
        counted.flow_out_count,
        counted.flow_out_callback_count,
        counted.flow_out_voicemail_count,
        counted.flow_out_overflow_count,
        counted.other_count,
        counted.open_count,
        counted.consult_offered_count,
        counted.transferred_in_offered_count,
        counted.handled_count,
        counted.outbound_handled_count,
        counted.unconnected_handle_count,
        counted.transferred_count,
        counted.held_count,
        counted.answered_in_target_count,
        counted.service_level_base_count,

        {{ seconds('counted.answer_wait_ms') }} as total_answer_wait_seconds,
        {{ seconds('counted.abandon_wait_ms') }} as total_abandon_wait_seconds,
        {{ seconds('counted.handle_ms') }} as total_handle_seconds,
        {{ seconds('counted.talk_ms') }} as total_talk_seconds,
        {{ seconds('counted.hold_ms') }} as total_hold_seconds,
        {{ seconds('counted.acw_ms') }} as total_acw_seconds,
        {{ seconds('counted.outbound_handle_ms') }} as total_outbound_handle_seconds,
        {{ seconds('counted.unconnected_handle_ms') }} as total_unconnected_handle_seconds,
        {{ seconds('counted.max_wait_ms') }} as max_wait_seconds,

        {{ average_seconds('counted.answer_wait_ms', 'counted.answered_count') }} as avg_speed_of_answer_seconds,
        {{ average_seconds('counted.abandon_wait_ms', 'counted.abandoned_count') }} as avg_abandon_wait_seconds,
        {{ average_seconds('counted.handle_ms', 'counted.handled_count') }} as avg_handle_seconds,
        {{ average_seconds('counted.talk_ms', 'counted.handled_count') }} as avg_talk_seconds,
        {{ average_seconds('counted.hold_ms', 'counted.handled_count') }} as avg_hold_seconds,
        {{ average_seconds('counted.hold_ms', 'counted.held_count') }} as avg_hold_when_held_seconds,
        {{ average_seconds('counted.acw_ms', 'counted.handled_count') }} as avg_acw_seconds,
        counted.p50_handle_seconds,
        counted.p90_handle_seconds,
        counted.p95_handle_seconds,

        100 * {{ ratio('counted.answered_count', 'counted.offered_count') }} as answer_rate_pct,
        {% if var('abandon_rate_short_abandons') == 'exclude' %}
        {{ ratio(
            '(counted.abandoned_count - counted.short_abandoned_count)',
            '(counted.offered_count - counted.short_abandoned_count)'
        ) }} as abandon_rate,
        {% else %}
        {{ ratio('counted.abandoned_count', 'counted.offered_count') }} as abandon_rate,
        {% endif %}
        {{ ratio('counted.answered_in_target_count', 'counted.service_level_base_count') }} as service_level_rate,
        {{ ratio('counted.platform_in_target_count', 'counted.platform_base_count') }} as platform_service_level_rate,
        {{ ratio('counted.transferred_count', 'counted.handled_count') }} as transfer_rate,

        counted.talk_includes_hold,
        {{ is_final('counted.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from counted
    left join queues
        on counted.platform = queues.platform
        and counted.org_id = queues.org_id
        and counted.queue_id = queues.queue_id
    left join completeness
        on counted.platform = completeness.platform
        and counted.org_id = completeness.org_id

)

select * from final
