{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'interaction_date']
) }}

{#-
    The sums of a queue's day from which every column of the queue mart is made. A day is summed again when one of its
    conversations was touched, or when the target with which its waits were judged is another one now.
-#}

-- depends_on: {{ ref('int_conversation_dates') }}

with

queues as (

    select * from {{ ref('dim_queues') }}

),

targets as (

    {% for channel in ['voice', 'callback', 'chat', 'email', 'message'] %}
    select platform, org_id, queue_id, '{{ channel }}' as channel, {{ channel }}_target_ms as target_ms
    from queues
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

configured_targets as (

    {{ configured_targets() }}

),

{% if is_incremental() %}
touched as (

    {{ touched_days() }}

    union

    select days.platform, days.org_id, days.interaction_date
    from {{ this }} as days
    left join targets
        on days.platform = targets.platform
        and days.org_id = targets.org_id
        and days.queue_id = targets.queue_id
        and days.channel = targets.channel
    where days.target_ms is distinct from targets.target_ms

),

{% endif %}
queue_measures as (

    select * from {{ ref('int_queue_measures') }}
    {{ on_touched_days() }}

),

agent_measures as (

    select *, queue_date as interaction_date from {{ ref('int_agent_measures') }}
    {{ on_touched_days('queue_date') }}
        and queue_id is not null

),

targeted as (

    select
        queue_measures.*,
        targets.target_ms,
        case
            when configured_targets.target_ms is not null
                then queue_measures.answer_wait_ms <= configured_targets.target_ms
            when queue_measures.is_over_target is not null then not queue_measures.is_over_target
            else queue_measures.answer_wait_ms <= targets.target_ms
        end as is_in_target

    from queue_measures
    left join targets
        on queue_measures.platform = targets.platform
        and queue_measures.org_id = targets.org_id
        and queue_measures.queue_id = targets.queue_id
        and queue_measures.channel = targets.channel
    left join configured_targets
        on queue_measures.queue_id = configured_targets.queue_id
        and queue_measures.channel = configured_targets.channel

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
        case when coalesce(sum(unknown_short_abandon_count), 0) = 0 then coalesce(sum(short_abandoned_count), 0) end
            as short_abandoned_count,
        case when coalesce(sum(unknown_held_party_count), 0) = 0 then coalesce(sum(held_party_abandoned_count), 0) end
            as held_party_abandoned_count,
        sum(flow_out_count) as flow_out_count,
        sum(flow_out_callback_count) as flow_out_callback_count,
        sum(flow_out_voicemail_count) as flow_out_voicemail_count,
        sum(flow_out_overflow_count) as flow_out_overflow_count,
        sum(other_count) as other_count,
        sum(open_count) as open_count,
        sum(consult_offered_count) as consult_offered_count,
        sum(transferred_in_offered_count) as transferred_in_offered_count,
        sum(case when answered_count > 0 and is_in_target then 1 else 0 end) as in_target_count,
        sum(case when answered_count > 0 and is_in_target is null then 1 else 0 end) as unknown_target_count,
        sum(case
            when platform_target_mark is not null then case when platform_target_mark = 1 then 1 else 0 end
            when answered_count > 0 and not coalesce(is_over_target, not is_in_target) then 1
            else 0
        end) as platform_in_target_count,
        sum(platform_base_count) as platform_base_count,
        sum(answer_wait_ms) as answer_wait_ms,
        sum(abandon_wait_ms) as abandon_wait_ms,
        max(left_wait_ms) as max_wait_ms,
        max(last_load_id) as last_load_id

    from targeted

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
        {{ percentile_seconds(0.95, 'handle_ms') }} as p95_handle_seconds,
        max(last_load_id) as last_load_id

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

final as (

    select
        row_keys.platform,
        row_keys.org_id,
        row_keys.interaction_date,
        row_keys.queue_id,
        row_keys.channel,

        targets.target_ms,

        cast(coalesce(interaction_totals.total_interactions, 0) as bigint) as total_interactions,
        {% for count in [
            'offered', 'answered', 'abandoned', 'flow_out', 'flow_out_callback', 'flow_out_voicemail',
            'flow_out_overflow', 'other', 'open', 'consult_offered', 'transferred_in_offered', 'in_target',
            'unknown_target', 'platform_in_target', 'platform_base', 'unknown_wait'
        ] %}
        cast(coalesce(queue_totals.{{ count }}_count, 0) as bigint) as {{ count }}_count,
        {% endfor %}
        case when queue_totals.queue_id is null then 0 else cast(queue_totals.short_abandoned_count as bigint) end
            as short_abandoned_count,
        case when queue_totals.queue_id is null then 0 else cast(queue_totals.held_party_abandoned_count as bigint) end
            as held_party_abandoned_count,
        {% for count in ['handled', 'outbound_handled', 'unconnected_handle', 'transferred', 'held', 'unknown_hold'] %}
        cast(coalesce(agent_totals.{{ count }}_count, 0) as bigint) as {{ count }}_count,
        {% endfor %}

        {% for duration in ['answer_wait', 'abandon_wait'] %}
        cast(coalesce(queue_totals.{{ duration }}_ms, 0) as bigint) as {{ duration }}_ms,
        {% endfor %}
        queue_totals.max_wait_ms,
        {% for duration in ['handle', 'talk', 'hold', 'acw', 'outbound_handle', 'unconnected_handle'] %}
        cast(coalesce(agent_totals.{{ duration }}_ms, 0) as bigint) as {{ duration }}_ms,
        {% endfor %}
        agent_totals.p50_handle_seconds,
        agent_totals.p90_handle_seconds,
        agent_totals.p95_handle_seconds,

        greatest(coalesce(queue_totals.last_load_id, 0), coalesce(agent_totals.last_load_id, 0)) as last_load_id

    from row_keys
    left join queue_totals
        on {{ same_queue_row('row_keys', 'queue_totals') }}
    left join agent_totals
        on {{ same_queue_row('row_keys', 'agent_totals') }}
    left join interaction_totals
        on {{ same_queue_row('row_keys', 'interaction_totals') }}
    left join targets
        on row_keys.platform = targets.platform
        and row_keys.org_id = targets.org_id
        and row_keys.queue_id = targets.queue_id
        and row_keys.channel = targets.channel

)

select * from final
