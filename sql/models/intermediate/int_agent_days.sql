{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'interaction_date']
) }}

{#-
    The sums of an agent's day from which every column of the scorecard is made, a row a channel and one of all channels.
    A day is summed again when one of its conversations was touched, or when its evaluations or states are others now.
-#}

-- depends_on: {{ ref('int_conversation_dates') }}

{#- The sums of an agent's day from which every column is made. -#}
{% set sums = [
    'accepted_count', 'alerted_count', 'answered_count', 'not_responding_count', 'declined_count', 'unanswered_count',
    'unknown_alert_count', 'handled_count',
    'outbound_handled_count', 'unconnected_handle_count', 'non_queue_handled_count', 'transferred_count',
    'held_count', 'handle_ms', 'talk_ms', 'hold_ms', 'acw_ms', 'outbound_handle_ms', 'unconnected_handle_ms',
    'non_queue_handle_ms', 'unknown_hold_count'
] %}

{% set states = [
    'logged_in_ms', 'handling_ms', 'waiting_ms', 'not_responding_ms', 'other_on_queue_ms', 'off_queue_ms', 'refused_count'
] %}

{% set evaluation_sums = 'count(*) as evaluation_count, sum(total_score) as evaluation_score_sum' %}

with

evaluations as (

    select
        platform,
        org_id,
        agent_id,
        total_score,
        {{ counted_at('evaluated_at', 'evaluated_at') }} as counted_at

    from {{ ref('fct_evaluations') }}

    where is_scored and agent_id is not null and evaluated_at is not null

),

state_days as (

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        'all' as channel,
        {% for state in states %}
        {{ state }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_agent_state_days') }}

),

{% if is_incremental() %}
evaluation_totals as (

    select
        platform,
        org_id,
        {{ local_date('counted_at', var('report_timezone')) }} as interaction_date,
        agent_id,
        {{ evaluation_sums }}

    from evaluations

    where counted_at is not null

    group by 1, 2, 3, 4

),

summed_before as (

    select * from {{ this }}
    where channel = 'all'

),

-- Sums that only one of both has, now or before: none where they are equal.
other_evaluations as (

    select platform, org_id, interaction_date
    from (
        select * from evaluation_totals
        union all
        select platform, org_id, interaction_date, agent_id, evaluation_count, evaluation_score_sum
        from summed_before
        where evaluation_count is not null
    ) as evaluations_now_and_before
    group by platform, org_id, interaction_date, agent_id, evaluation_count, evaluation_score_sum
    having count(*) = 1

),

other_states as (

    select platform, org_id, interaction_date
    from (
        select * from state_days
        union all
        select platform, org_id, interaction_date, agent_id, channel, {{ states | join(', ') }}
        from summed_before
        where logged_in_ms is not null
    ) as states_now_and_before
    group by platform, org_id, interaction_date, agent_id, channel, {{ states | join(', ') }}
    having count(*) = 1

),

touched as (

    {{ touched_days() }}

    union

    select platform, org_id, interaction_date from other_evaluations

    union

    select platform, org_id, interaction_date from other_states

),

{% endif %}
agent_measures as (

    select *, agent_date as interaction_date from {{ ref('int_agent_measures') }}
    {{ on_touched_days('agent_date') }}

),

ended_alerts as (

    select *, alert_date as interaction_date from {{ ref('int_agent_alerts') }}
    {{ on_touched_days('alert_date') }}
        and alert_result in ('accepted', 'not_responding', 'declined', 'unanswered')

),

answers as (

    select *, answer_date as interaction_date from {{ ref('int_agent_alerts') }}
    {{ on_touched_days('answer_date') }}
        and is_answered_from_queue

),

-- Evaluations and states have no channel: they stand on the row of all channels only (D18).
touched_evaluations as (

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        'all' as channel,
        {{ evaluation_sums }}

    from (
        {{ began_on_touched_days('evaluations', 'counted_at') }}
    ) as evaluations_of_days

    group by 1, 2, 3, 4, 5

),

touched_states as (

    select * from state_days
    {{ on_touched_days() }}

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
        unknown_hold_count,
        last_load_id

    from agent_measures

    union all

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        channel,
        case when alert_result = 'accepted' then 1 else 0 end as accepted_count,
        case when alert_result = 'not_responding' then 1 else 0 end as not_responding_count,
        case when alert_result = 'declined' then 1 else 0 end as declined_count,
        case when alert_result = 'unanswered' then 1 else 0 end as unanswered_count,
        case when not is_alert_known then 1 else 0 end as unknown_alert_count,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        last_load_id

    from ended_alerts

    union all

    select
        platform,
        org_id,
        interaction_date,
        agent_id,
        channel,
        0, 0, 0, 0, 0,
        1 as answered_count,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        last_load_id

    from answers

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
        coalesce(sum(unknown_hold_count), 0) as unknown_hold_count,
        max(last_load_id) as last_load_id

    from measures

    group by 1, 2, 3, 4, 5

),

agent_days as (

    select platform, org_id, interaction_date, agent_id from channel_totals
    union
    select platform, org_id, interaction_date, agent_id from touched_states
    union
    select platform, org_id, interaction_date, agent_id from touched_evaluations

),

day_totals as (

    select
        agent_days.platform,
        agent_days.org_id,
        agent_days.interaction_date,
        agent_days.agent_id,
        'all' as channel,
        {% for measure in sums %}
        coalesce(sum(channel_totals.{{ measure }}), 0) as {{ measure }},
        {% endfor %}
        coalesce(max(channel_totals.last_load_id), 0) as last_load_id

    from agent_days
    left join channel_totals
        on {{ same_agent_day('agent_days', 'channel_totals') }}

    group by 1, 2, 3, 4, 5

),

totals as (

    select
        platform, org_id, interaction_date, agent_id, channel,
        {% for measure in sums %}
        {{ measure }},
        {% endfor %}
        last_load_id
    from channel_totals
    union all
    select
        platform, org_id, interaction_date, agent_id, channel,
        {% for measure in sums %}
        {{ measure }},
        {% endfor %}
        last_load_id
    from day_totals

),

final as (

    select
        totals.platform,
        totals.org_id,
        totals.interaction_date,
        totals.agent_id,
        totals.channel,

        {% for measure in sums %}
        cast(totals.{{ measure }} as bigint) as {{ measure }},
        {% endfor %}

        touched_evaluations.evaluation_count,
        touched_evaluations.evaluation_score_sum,
        {% for state in states %}
        touched_states.{{ state }},
        {% endfor %}

        totals.last_load_id

    from totals
    left join touched_states
        on {{ same_agent_day('totals', 'touched_states') }}
        and totals.channel = touched_states.channel
    left join touched_evaluations
        on {{ same_agent_day('totals', 'touched_evaluations') }}
        and totals.channel = touched_evaluations.channel

)

select * from final
