{{ config(materialized='view') }}

{#- Where a leg does not tell how long its customer waited, all that follows from waits is null. -#}
{% set knows_waits = 'days.unknown_wait_count = 0' %}

with

days as (

    select * from {{ ref('int_queue_days') }}

),

queues as (

    select * from {{ ref('dim_queues') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

counted as (

    select
        days.platform,
        days.org_id,
        days.interaction_date,
        days.queue_id,
        days.channel,
        days.total_interactions,
        {% for count in [
            'offered', 'answered', 'abandoned', 'flow_out', 'flow_out_callback', 'flow_out_voicemail',
            'flow_out_overflow', 'other', 'open', 'consult_offered', 'transferred_in_offered', 'handled',
            'outbound_handled', 'unconnected_handle', 'transferred', 'platform_in_target', 'platform_base'
        ] %}
        days.{{ count }}_count,
        {% endfor %}
        case when {{ knows_waits }} then days.short_abandoned_count end as short_abandoned_count,
        days.held_party_abandoned_count,
        days.unknown_hold_count > 0 as talk_includes_hold,
        case when days.unknown_hold_count = 0 then days.held_count end as held_count,
        case when days.unknown_target_count = 0 and {{ knows_waits }} then days.in_target_count end
            as answered_in_target_count,
        days.answered_count
        {% if var('service_level_abandons') == 'include' %}
        + days.abandoned_count
        {% if var('service_level_short_abandons') == 'exclude' %}
        - days.short_abandoned_count
        {% endif %}
        {% endif %}
        {% if var('service_level_flow_outs') == 'include' %}
        + days.flow_out_count
        {% endif %}
            as service_level_base_count,
        case when {{ knows_waits }} then days.answer_wait_ms end as answer_wait_ms,
        case when {{ knows_waits }} then days.abandon_wait_ms end as abandon_wait_ms,
        days.max_wait_ms,
        days.handle_ms,
        days.talk_ms,
        case when days.unknown_hold_count = 0 then days.hold_ms end as hold_ms,
        days.acw_ms,
        days.outbound_handle_ms,
        days.unconnected_handle_ms,
        days.p50_handle_seconds,
        days.p90_handle_seconds,
        days.p95_handle_seconds

    from days

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
