{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_genesys__conversation_versions') }}
-- depends_on: {{ ref('int_genesys__record_versions') }}

{#-
    Metrics that legs are made of: name in the export, name here, and what is kept of it: v the value, e the instant of
    its emission. Several of one session add up; the last emission counts.
-#}
{% set metrics_read = [
    ['nOffered', 'offered', 'v'], ['tAcd', 'acd', 've'], ['tAbandon', 'abandon', 've'],
    ['tShortAbandon', 'short_abandon', 'v'], ['tFlowOut', 'flow_out', 've'], ['nOverSla', 'over_target', 'v'],
    ['tAnswered', 'answered', 've'], ['tAlert', 'alert', 've'], ['tNotResponding', 'not_responding', 've'],
    ['tTalkComplete', 'talk', 've'], ['tHeldComplete', 'hold', 've'], ['tAcw', 'acw', 've'],
    ['tHandle', 'handle', 've'], ['tContacting', 'contacting', 'v'], ['tDialing', 'dialing', 'v'],
    ['nTransferred', 'transferred', 've'], ['nOutbound', 'outbound', 'v']
] %}

with

{{ touched_conversations('int_genesys__conversation_versions') }}
conversations as (

    select * from {{ ref('stg_genesys__conversations') }}
    {{ where_touched() }}

),

participants as (

    select * from {{ ref('stg_genesys__participants') }}
    {{ where_touched_parts() }}

),

sessions as (

    select * from {{ ref('stg_genesys__sessions') }}
    {{ where_touched_parts() }}

),

segments as (

    select * from {{ ref('stg_genesys__segments') }}
    {{ where_touched_parts() }}

),

metrics as (

    select * from {{ ref('stg_genesys__metrics') }}
    {{ where_touched_parts() }}

),

conversation_metrics as (

    select
        file_id,
        file_row,
        max(case when has_metrics then 1 else 0 end) = 1 as conversation_has_metrics

    from sessions

    group by 1, 2

),

-- Who came to us: the contact that the platform knows the customer as, else the address.
customers as (

    select
        participants.file_id,
        participants.file_row,
        coalesce(
            {{ value_at_lowest('participants.external_contact_id', 'participants.participant_index') }},
            {{ value_at_lowest(
                'coalesce(' ~ customer_key('sessions.ani') ~ ', ' ~ customer_key('sessions.address_from') ~ ')',
                'participants.participant_index * 1000 + sessions.session_index'
            ) }}
        ) as customer_key

    from participants
    inner join sessions
        on participants.file_id = sessions.file_id
        and participants.file_row = sessions.file_row
        and participants.participant_index = sessions.participant_index

    where participants.purpose in ('customer', 'external')
        and coalesce(sessions.direction, '') <> 'outbound'

    group by 1, 2

),

-- Only waits and employees make legs.
leg_sessions as (

    select
        sessions.*,
        participants.user_id,
        participants.purpose

    from sessions
    inner join participants
        on sessions.file_id = participants.file_id
        and sessions.file_row = participants.file_row
        and sessions.participant_index = participants.participant_index

    where participants.purpose in ('acd', 'agent', 'user')

),

session_metrics as (

    select
        file_id,
        file_row,
        participant_index,
        session_index,
        {% for name, column, kept in metrics_read %}
        {% if name in ['nOffered', 'nOverSla', 'nTransferred', 'nOutbound'] %}
        cast(coalesce(sum(case when metric_name = '{{ name }}' then metric_value end), 0) as bigint)
            as {{ column }}_count,
        {% else %}
        cast(sum(case when metric_name = '{{ name }}' and metric_value >= 0 then metric_value end) as bigint)
            as {{ column }}_ms,
        {% endif %}
        {% if kept == 've' %}
        max(case when metric_name = '{{ name }}' then emitted_at end) as {{ column }}_at,
        {% endif %}
        {% endfor %}
        min(case when metric_name = 'nOffered' then emitted_at end) as first_offered_at

    from metrics

    where metric_name in (
        {% for name, column, kept in metrics_read %}'{{ name }}'{{ ', ' if not loop.last }}{% endfor %}
    )

    group by 1, 2, 3, 4

),

leg_segments as (

    select
        segments.*,
        {{ milliseconds_between('segments.started_at', 'segments.ended_at') }} as duration_ms,
        segments.segment_type in ('monitoring', 'coaching', 'barging', 'screenmonitoring') as is_supervision

    from segments
    inner join leg_sessions
        on {{ same_session('segments', 'leg_sessions') }}

),

session_segments as (

    select
        file_id,
        file_row,
        participant_index,
        session_index,
        {{ value_at_lowest('queue_id', 'segment_index') }} as queue_id,
        {{ value_at_highest('wrap_up_code', 'segment_index') }} as wrap_up_code,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        max(case when ended_at is null then 1 else 0 end) = 1 as is_open,
        min(case when is_supervision then 1 else 0 end) = 1 as is_supervision,
        min(case when segment_type = 'interact' then started_at end) as first_interact_at,
        max(case when segment_type = 'interact' then ended_at end) as last_interact_ended_at,
        min(case when segment_type in ('dialing', 'contacting') then started_at end) as first_dial_at,
        cast(sum(case when segment_type = 'interact' then duration_ms end) as bigint) as interact_ms,
        cast(sum(case when segment_type = 'hold' then duration_ms end) as bigint) as hold_segments_ms,
        cast(sum(case when segment_type = 'wrapup' then duration_ms end) as bigint) as wrapup_ms

    from leg_segments

    group by 1, 2, 3, 4

),

detail_sessions as (

    select
        conversations.platform,
        conversations.org_id,
        conversations.conversation_id,
        leg_sessions.session_id,
        leg_sessions.participant_index,
        leg_sessions.session_index,
        leg_sessions.user_id,
        session_segments.queue_id,
        session_segments.wrap_up_code,
        customers.customer_key,

        leg_sessions.purpose,
        leg_sessions.media_type,
        leg_sessions.direction,
        leg_sessions.flow_in_type,
        leg_sessions.flow_out_type,

        session_segments.interact_ms,
        session_segments.hold_segments_ms,
        session_segments.wrapup_ms,
        {% for name, column, kept in metrics_read %}
        {% if name in ['nOffered', 'nOverSla', 'nTransferred', 'nOutbound'] %}
        coalesce(session_metrics.{{ column }}_count, 0) as {{ column }}_count,
        {% else %}
        session_metrics.{{ column }}_ms,
        {% endif %}
        {% endfor %}

        conversation_metrics.conversation_has_metrics,
        leg_sessions.is_supervision or coalesce(session_segments.is_supervision, false) as is_supervision,
        coalesce(session_segments.is_open, true) as is_open,

        {% for name, column, kept in metrics_read %}
        {% if kept == 've' %}
        session_metrics.{{ column }}_at,
        {% endif %}
        {% endfor %}
        session_metrics.first_offered_at,
        session_segments.started_at,
        session_segments.ended_at,
        session_segments.first_interact_at,
        session_segments.last_interact_ended_at,
        session_segments.first_dial_at,
        conversations.started_at as conversation_started_at,

        false as is_event_made,
        conversations.last_load_id,
        conversations.file_id,
        conversations.file_row

    from leg_sessions
    inner join conversations
        on leg_sessions.file_id = conversations.file_id
        and leg_sessions.file_row = conversations.file_row
    inner join conversation_metrics
        on leg_sessions.file_id = conversation_metrics.file_id
        and leg_sessions.file_row = conversation_metrics.file_row
    left join customers
        on leg_sessions.file_id = customers.file_id
        and leg_sessions.file_row = customers.file_row
    left join session_metrics
        on {{ same_session('leg_sessions', 'session_metrics') }}
    left join session_segments
        on {{ same_session('leg_sessions', 'session_segments') }}

),

final as (

    select * from detail_sessions
    union all
    select * from {{ ref('int_genesys__event_sessions') }}
    {{ where_touched() }}

)

select * from final
