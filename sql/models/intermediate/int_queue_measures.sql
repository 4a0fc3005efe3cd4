{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#-
    What each queue leg adds to the queue mart, on the day on which it counts. By date basis event the entry and the
    outcome of a leg may fall on different days, so that a leg adds two rows; else it adds one. The rows stand in the order
    of days: one day is read without the others.
-#}

-- depends_on: {{ ref('int_conversation_versions') }}

{% set parts = ['entry', 'outcome'] if var('date_basis') == 'event' else ['leg'] %}

with

{{ touched_conversations() }}
queue_legs as (

    select * from {{ ref('fct_queue_legs') }}
    {{ where_touched() }}

),

legs_of_queues as (

    select * from queue_legs
    where queue_id is not null

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
        0 as platform_base_count,
        cast(null as bigint) as answer_wait_ms,
        cast(null as bigint) as abandon_wait_ms,
        cast(null as bigint) as left_wait_ms,
        cast(null as boolean) as is_over_target,
        cast(null as integer) as platform_target_mark,
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
        case
            when platform_target_mark is not null then case when platform_target_mark >= 0 then 1 else 0 end
            when outcome in ('answered', 'abandoned') then 1
            else 0
        end as platform_base_count,
        case when outcome = 'answered' then wait_ms end as answer_wait_ms,
        case when outcome = 'abandoned' then wait_ms end as abandon_wait_ms,
        case when outcome in ('answered', 'abandoned', 'flow_out') then wait_ms end as left_wait_ms,
        is_over_target,
        platform_target_mark,
        {% endif %}
        last_load_id

    from legs_of_queues
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
order by interaction_date
