{#- The sums of an agent's day from which every column is made. -#}
{% set sums = [
    'accepted_count', 'alerted_count', 'answered_count', 'not_responding_count', 'declined_count', 'unanswered_count',
    'unknown_alert_count', 'handled_count',
    'outbound_handled_count', 'unconnected_handle_count', 'non_queue_handled_count', 'transferred_count',
    'held_count', 'handle_ms', 'talk_ms', 'hold_ms', 'acw_ms', 'outbound_handle_ms', 'unconnected_handle_ms',
    'non_queue_handle_ms', 'unknown_hold_count'
] %}
{#- Where legs do not tell all alerts of their agent, states may: then each refusal is one alert more than were accepted. -#}
{% set told_by_legs = "totals.unknown_alert_count = 0 and (totals.alerted_count > 0 or state_days.refused_count is null)" %}
{% set alerted_count = "(case when " ~ told_by_legs ~ " then totals.alerted_count
            else totals.accepted_count + state_days.refused_count end)" %}
{#- Some legs tell that an alert was not accepted, but not whether it was declined or ran out. -#}
{% set not_responding_count = "(case when not (" ~ told_by_legs ~ ") then state_days.refused_count
            when totals.unanswered_count = 0 then totals.not_responding_count end)" %}

with

agent_measures as (

    select *, agent_date as interaction_date from {{ ref('int_agent_measures') }}

),

alert_measures as (

    select
        *,
        {{ local_date(counted_at('alert_ended_at', 'alert_ended_at'), var('report_timezone')) }} as alert_date,
        {{ local_date(counted_at('started_at', 'coalesce(answered_at, started_at)'), var('report_timezone')) }} as answer_date

    from {{ ref('fct_agent_legs') }}

    where alert_result is not null

),

-- Evaluations and states have no channel: they stand on the row of all channels only (D18).
state_days as (

    select *, 'all' as channel from {{ ref('int_agent_state_days') }}

),

evaluations as (

    select
        *,
        {{ local_date(counted_at('evaluated_at', 'evaluated_at'), var('report_timezone')) }} as interaction_date

    from {{ ref('fct_evaluations') }}

    where is_scored and agent_id is not null and evaluated_at is not null

),

agents as (

    select * from {{ ref('dim_agents') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

measures as (

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        channel,
        0 as accepted_count,
        0 as not_responding_count,
        0 as declined_count,
        0 as unanswered_count,
        unknown_alert_count,
        0 as answered_count,
        handled_count,
        outbound_handled_count,
        unconnected_handle_count,
        non_queue_handled_count,
        transferred_count,
        held_count,
        handle_ms,
        talk_ms,
        hold_ms,
        acw_ms,
        outbound_handle_ms,
        unconnected_handle_ms,
        non_queue_handle_ms,
        unknown_hold_count

    from agent_measures

    union all

    select
        platform,
        org_id,
        alert_date as interaction_date,
        agent_id,
        channel,
        case when alert_result = 'accepted' then 1 else 0 end as accepted_count,
        case when alert_result = 'not_responding' then 1 else 0 end as not_responding_count,
        case when alert_result = 'declined' then 1 else 0 end as declined_count,
        case when alert_result = 'unanswered' then 1 else 0 end as unanswered_count,
        case when not is_alert_known then 1 else 0 end as unknown_alert_count,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

    from alert_measures

    where alert_result in ('accepted', 'not_responding', 'declined', 'unanswered')

    union all

    select
        platform,
        org_id,
        answer_date as interaction_date,
        agent_id,
        channel,
        0, 0, 0, 0, 0,
        1 as answered_count,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

    from alert_measures

    where is_answered_from_queue

),

channel_totals as (

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        channel,
        sum(accepted_count) as accepted_count,
        sum(accepted_count + not_responding_count + declined_count + unanswered_count) as alerted_count,
        sum(answered_count) as answered_count,
        sum(not_responding_count) as not_responding_count,
        sum(declined_count) as declined_count,
        sum(unanswered_count) as unanswered_count,
        coalesce(sum(unknown_alert_count), 0) as unknown_alert_count,
        sum(handled_count) as handled_count,
        sum(outbound_handled_count) as outbound_handled_count,
        sum(unconnected_handle_count) as unconnected_handle_count,
        sum(non_queue_handled_count) as non_queue_handled_count,
        sum(transferred_count) as transferred_count,
        sum(held_count) as held_count,
        coalesce(sum(handle_ms), 0) as handle_ms,
        sum(talk_ms) as talk_ms,
        sum(hold_ms) as hold_ms,
        sum(acw_ms) as acw_ms,
        coalesce(sum(outbound_handle_ms), 0) as outbound_handle_ms,
        coalesce(sum(unconnected_handle_ms), 0) as unconnected_handle_ms,
        coalesce(sum(non_queue_handle_ms), 0) as non_queue_handle_ms,
        coalesce(sum(unknown_hold_count), 0) as unknown_hold_count

    from measures

    group by 1, 2, 3, 4, 5

),

evaluation_totals as (

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        'all' as channel,
        count(*) as evaluation_count,
        sum(total_score) as evaluation_score_sum

    from evaluations

    group by 1, 2, 3, 4, 5

),

agent_days as (

    select platform, org_id, interaction_date, agent_id from channel_totals
    union
    select platform, org_id, interaction_date, agent_id from state_days
    union
    select platform, org_id, interaction_date, agent_id from evaluation_totals

),

day_totals as (

    select
        agent_days.platform,
        agent_days.org_id,
        agent_days.interaction_date,
        agent_days.agent_id,
        'all' as channel,
        {% for measure in sums %}
        coalesce(sum(channel_totals.{{ measure }}), 0) as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}

    from agent_days
    left join channel_totals
        on {{ same_agent_day('agent_days', 'channel_totals') }}

    group by 1, 2, 3, 4, 5

),

totals as (

    select
        platform, org_id, interaction_date, agent_id, channel,
        {% for measure in sums %}
        {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from channel_totals
    union all
    select
        platform, org_id, interaction_date, agent_id, channel,
        {% for measure in sums %}
        {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from day_totals

),

final as (

    select
        totals.platform,
        totals.org_id,
        totals.interaction_date,
        totals.agent_id,
        agents.agent_name,
        totals.channel,
        '{{ var("date_basis") }}' as date_basis,

        cast({{ alerted_count }} as bigint) as alerted_count,
        cast(totals.answered_count as bigint) as answered_count,
        cast({{ not_responding_count }} as bigint) as not_responding_count,
        {{ ratio(not_responding_count, alerted_count) }} as not_responding_rate,
        case when {{ told_by_legs }} and totals.unanswered_count = 0 then cast(totals.declined_count as bigint) end
            as declined_count,
        cast(totals.handled_count as bigint) as handled_count,
        {{ seconds('totals.handle_ms') }} as total_handle_seconds,
        {{ seconds('totals.talk_ms') }} as total_talk_seconds,
        {{ seconds("(case when totals.unknown_hold_count = 0 then totals.hold_ms end)") }} as total_hold_seconds,
        {{ seconds('totals.acw_ms') }} as total_acw_seconds,
        {{ average_seconds('totals.handle_ms', 'totals.handled_count') }} as avg_handle_seconds,
        {{ average_seconds('totals.talk_ms', 'totals.handled_count') }} as avg_talk_seconds,
        {{ average_seconds("(case when totals.unknown_hold_count = 0 then totals.hold_ms end)", 'totals.handled_count') }} as avg_hold_seconds,
        {{ average_seconds('totals.acw_ms', 'totals.handled_count') }} as avg_acw_seconds,
        case when totals.unknown_hold_count = 0 then cast(totals.held_count as bigint) end as held_count,
        {{ ratio("(case when totals.unknown_hold_count = 0 then totals.held_count end)", 'totals.handled_count') }} as hold_rate,
        cast(totals.transferred_count as bigint) as transferred_count,
        {{ ratio('totals.transferred_count', 'totals.handled_count') }} as transfer_rate,
        cast(totals.outbound_handled_count as bigint) as outbound_handled_count,
        {{ seconds('totals.outbound_handle_ms') }} as total_outbound_handle_seconds,
        cast(totals.unconnected_handle_count as bigint) as unconnected_handle_count,
        {{ seconds('totals.unconnected_handle_ms') }} as total_unconnected_handle_seconds,
        cast(totals.non_queue_handled_count as bigint) as non_queue_handled_count,
        {{ seconds('totals.non_queue_handle_ms') }} as total_non_queue_handle_seconds,

        case when totals.channel = 'all' then cast(coalesce(evaluation_totals.evaluation_count, 0) as bigint) end
            as evaluation_count,
        case when totals.channel = 'all' then coalesce(evaluation_totals.evaluation_score_sum, 0) end
            as evaluation_score_sum,
        {{ ratio('evaluation_totals.evaluation_score_sum', 'evaluation_totals.evaluation_count') }}
            as avg_evaluation_score,
        {{ seconds('state_days.logged_in_ms') }} as logged_in_seconds,
        {{ seconds('state_days.handling_ms') }} as handling_seconds,
        {{ seconds('state_days.waiting_ms') }} as waiting_seconds,
        {{ seconds('state_days.not_responding_ms') }} as not_responding_seconds,
        {{ seconds('state_days.other_on_queue_ms') }} as other_on_queue_seconds,
        {{ seconds('state_days.off_queue_ms') }} as off_queue_seconds,
        {{ ratio(
            'state_days.handling_ms',
            '(state_days.handling_ms + state_days.waiting_ms + state_days.other_on_queue_ms)'
        ) }} as occupancy_rate,
        {{ ratio('state_days.handling_ms', 'state_days.logged_in_ms') }} as utilization_rate,
        {{ ratio('(state_days.handling_ms + state_days.waiting_ms)', 'state_days.logged_in_ms') }} as working_rate,

        {{ is_final('totals.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from totals
    left join agents
        on totals.platform = agents.platform
        and totals.org_id = agents.org_id
        and totals.agent_id = agents.agent_id
    left join state_days
        on {{ same_agent_day('totals', 'state_days') }}
        and totals.channel = state_days.channel
    left join evaluation_totals
        on {{ same_agent_day('totals', 'evaluation_totals') }}
        and totals.channel = evaluation_totals.channel
    left join completeness
        on totals.platform = completeness.platform
        and totals.org_id = completeness.org_id

)

select * from final
