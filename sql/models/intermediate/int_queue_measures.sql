{#-
    What each queue leg adds to the queue mart, on the day on which it counts. By date basis event the entry and the
    outcome of a leg may fall on different days, so that a leg adds two rows; else it adds one.
-#}
{% set parts = ['entry', 'outcome'] if var('date_basis') == 'event' else ['leg'] %}

with

queue_legs as (

    select * from {{ ref('fct_queue_legs') }}
    where queue_id is not null

),

queues as (

    select * from {{ ref('dim_queues') }}

),

configured_targets as (

    {{ configured_targets() }}

),

targeted as (

    select
        queue_legs.*,
        case
            when configured_targets.target_ms is not null
                then queue_legs.wait_ms <= configured_targets.target_ms
            when queue_legs.is_over_target is not null then not queue_legs.is_over_target
            when queue_legs.channel = 'voice' then queue_legs.wait_ms <= queues.voice_target_ms
            when queue_legs.channel = 'callback' then queue_legs.wait_ms <= queues.callback_target_ms
            when queue_legs.channel = 'chat' then queue_legs.wait_ms <= queues.chat_target_ms
            when queue_legs.channel = 'email' then queue_legs.wait_ms <= queues.email_target_ms
            when queue_legs.channel = 'message' then queue_legs.wait_ms <= queues.message_target_ms
        end as is_in_target

    from queue_legs
    left join queues
        on queue_legs.platform = queues.platform
        and queue_legs.org_id = queues.org_id
        and queue_legs.queue_id = queues.queue_id
    left join configured_targets
        on queue_legs.queue_id = configured_targets.queue_id
        and queue_legs.channel = configured_targets.channel

),

{% for part in parts %}
{{ part }}_measures as (

    select
        platform,
        org_id,
        queue_id,
        channel,
        conversation_id,
        {{ counted_at('entered_at', 'entered_at' if part == 'entry' else 'coalesce(answered_at, left_at)') }}
            as counted_at,
        case when not is_wait_known then 1 else 0 end as unknown_wait_count,
        {% if part == 'outcome' %}
        0 as offered_count,
        0 as open_count,
        0 as consult_offered_count,
        0 as transferred_in_offered_count,
        {% else %}
        1 as offered_count,
        case when outcome = 'open' then 1 else 0 end as open_count,
        case when is_consult then 1 else 0 end as consult_offered_count,
        case when is_transferred_in then 1 else 0 end as transferred_in_offered_count,
        {% endif %}
        {% if part == 'entry' %}
        0 as answered_count,
        0 as abandoned_count,
        0 as short_abandoned_count,
        0 as unknown_short_abandon_count,
        0 as held_party_abandoned_count,
        0 as unknown_held_party_count,
        0 as flow_out_count,
        0 as flow_out_callback_count,
        0 as flow_out_voicemail_count,
        0 as flow_out_overflow_count,
        0 as other_count,
        0 as in_target_count,
        0 as unknown_target_count,
        0 as platform_in_target_count,
        0 as platform_base_count,
        cast(null as bigint) as answer_wait_ms,
        cast(null as bigint) as abandon_wait_ms,
        cast(null as bigint) as left_wait_ms
        {% else %}
        case when outcome = 'answered' then 1 else 0 end as answered_count,
        case when outcome = 'abandoned' then 1 else 0 end as abandoned_count,
        case when is_short_abandon then 1 else 0 end as short_abandoned_count,
        case when outcome = 'abandoned' and is_short_abandon is null then 1 else 0 end as unknown_short_abandon_count,
        case when is_held_party_abandon then 1 else 0 end as held_party_abandoned_count,
        case when outcome = 'answered' and is_held_party_abandon is null then 1 else 0 end as unknown_held_party_count,
        case when outcome = 'flow_out' then 1 else 0 end as flow_out_count,
        case when flow_out_kind = 'callback' then 1 else 0 end as flow_out_callback_count,
        case when flow_out_kind = 'voicemail' then 1 else 0 end as flow_out_voicemail_count,
        case when flow_out_kind = 'overflow' then 1 else 0 end as flow_out_overflow_count,
        case when outcome = 'other' then 1 else 0 end as other_count,
        case when outcome = 'answered' and is_in_target then 1 else 0 end as in_target_count,
        case when outcome = 'answered' and is_in_target is null then 1 else 0 end as unknown_target_count,
        case
            when platform_target_mark is not null then case when platform_target_mark = 1 then 1 else 0 end
            when outcome = 'answered' and not coalesce(is_over_target, not is_in_target) then 1
            else 0
        end as platform_in_target_count,
        case
            when platform_target_mark is not null then case when platform_target_mark >= 0 then 1 else 0 end
            when outcome in ('answered', 'abandoned') then 1
            else 0
        end as platform_base_count,
        case when outcome = 'answered' then wait_ms end as answer_wait_ms,
        case when outcome = 'abandoned' then wait_ms end as abandon_wait_ms,
        case when outcome in ('answered', 'abandoned', 'flow_out') then wait_ms end as left_wait_ms
        {% endif %}

    from targeted
    {% if part == 'outcome' %}where outcome <> 'open'{% endif %}

),

{% endfor %}
measures as (

    {% for part in parts %}
    select * from {{ part }}_measures
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        *,
        {{ local_date('counted_at', var('report_timezone')) }} as interaction_date

    from measures

)

select * from final
