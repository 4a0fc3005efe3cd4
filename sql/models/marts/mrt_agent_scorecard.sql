{{ config(materialized='view') }}

{#- Where legs do not tell all alerts of their agent, states may: then each refusal is one alert more than were accepted. -#}
{% set told_by_legs = "days.unknown_alert_count = 0 and (days.alerted_count > 0 or days.refused_count is null)" %}
{% set alerted_count = "(case when " ~ told_by_legs ~ " then days.alerted_count
            else days.accepted_count + days.refused_count end)" %}
{#- Some legs tell that an alert was not accepted, but not whether it was declined or ran out. -#}
{% set not_responding_count = "(case when not (" ~ told_by_legs ~ ") then days.refused_count
            when days.unanswered_count = 0 then days.not_responding_count end)" %}

with

days as (

    select * from {{ ref('int_agent_days') }}

),

agents as (

    select * from {{ ref('dim_agents') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

final as (

    select
        days.platform,
        days.org_id,
        days.interaction_date,
        days.agent_id,
        agents.agent_name,
        days.channel,
        '{{ var("date_basis") }}' as date_basis,

        {{ alerted_count }} as alerted_count,
        days.answered_count,
        {{ not_responding_count }} as not_responding_count,
        {{ ratio(not_responding_count, alerted_count) }} as not_responding_rate,
        case when {{ told_by_legs }} and days.unanswered_count = 0 then days.declined_count end as declined_count,
        days.handled_count,
        {{ seconds('days.handle_ms') }} as total_handle_seconds,
        {{ seconds('days.talk_ms') }} as total_talk_seconds,
        {{ seconds("(case when days.unknown_hold_count = 0 then days.hold_ms end)") }} as total_hold_seconds,
        {{ seconds('days.acw_ms') }} as total_acw_seconds,
        {{ average_seconds('days.handle_ms', 'days.handled_count') }} as avg_handle_seconds,
        {{ average_seconds('days.talk_ms', 'days.handled_count') }} as avg_talk_seconds,
        {{ average_seconds("(case when days.unknown_hold_count = 0 then days.hold_ms end)", 'days.handled_count') }} as avg_hold_seconds,
        {{ average_seconds('days.acw_ms', 'days.handled_count') }} as avg_acw_seconds,
        case when days.unknown_hold_count = 0 then days.held_count end as held_count,
        {{ ratio("(case when days.unknown_hold_count = 0 then days.held_count end)", 'days.handled_count') }} as hold_rate,
        days.transferred_count,
        {{ ratio('days.transferred_count', 'days.handled_count') }} as transfer_rate,
        days.outbound_handled_count,
        {{ seconds('days.outbound_handle_ms') }} as total_outbound_handle_seconds,
        days.unconnected_handle_count,
        {{ seconds('days.unconnected_handle_ms') }} as total_unconnected_handle_seconds,
        days.non_queue_handled_count,
        {{ seconds('days.non_queue_handle_ms') }} as total_non_queue_handle_seconds,

        case when days.channel = 'all' then coalesce(days.evaluation_count, 0) end as evaluation_count,
        case when days.channel = 'all' then coalesce(days.evaluation_score_sum, 0) end as evaluation_score_sum,
        {{ ratio('days.evaluation_score_sum', 'days.evaluation_count') }} as avg_evaluation_score,
        {{ seconds('days.logged_in_ms') }} as logged_in_seconds,
        {{ seconds('days.handling_ms') }} as handling_seconds,
        {{ seconds('days.waiting_ms') }} as waiting_seconds,
        {{ seconds('days.not_responding_ms') }} as not_responding_seconds,
        {{ seconds('days.other_on_queue_ms') }} as other_on_queue_seconds,
        {{ seconds('days.off_queue_ms') }} as off_queue_seconds,
        {{ ratio('days.handling_ms', '(days.handling_ms + days.waiting_ms + days.other_on_queue_ms)') }} as occupancy_rate,
        {{ ratio('days.handling_ms', 'days.logged_in_ms') }} as utilization_rate,
        {{ ratio('(days.handling_ms + days.waiting_ms)', 'days.logged_in_ms') }} as working_rate,

        {{ is_final('days.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from days
    left join agents
        on days.platform = agents.platform
        and days.org_id = agents.org_id
        and days.agent_id = agents.agent_id
    left join completeness
        on days.platform = completeness.platform
        and days.org_id = completeness.org_id

)

select * from final
