{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_record_versions') }}

{#- Metrics of a session that are read: name in the export, name here, and how several of one session add up. -#}
{% set durations = [
    ['tAcd', 'acd'], ['tAnswered', 'answered'], ['tAbandon', 'abandon'], ['tShortAbandon', 'short_abandon'],
    ['tFlowOut', 'flow_out'], ['tAlert', 'alert'], ['tNotResponding', 'not_responding'],
    ['tTalkComplete', 'talk'], ['tHeldComplete', 'hold'], ['tAcw', 'acw'], ['tHandle', 'handle'],
    ['tContacting', 'contacting'], ['tDialing', 'dialing']
] %}
{% set counts = [
    ['nOffered', 'offered'], ['nOverSla', 'over_target'], ['nTransferred', 'transferred'], ['nOutbound', 'outbound']
] %}

with

{{ touched_conversations() }}
conversations as (

    select * from {{ ref('stg_genesys__conversations') }}
    {{ where_touched() }}

),

participants as (

    select * from {{ source('genesys', 'genesys_participants') }}

),

sessions as (

    select * from {{ ref('stg_genesys__sessions') }}
    {{ where_touched() }}

),

segments as (

    select * from {{ ref('stg_genesys__segments') }}
    {{ where_touched() }}

),

metrics as (

    select * from {{ ref('stg_genesys__metrics') }}
    {{ where_touched() }}

),

session_metrics as (

    select
        file_id,
        file_row,
        participant_index,
        session_index,
        {% for name, column in durations %}
        cast(sum(case when metric_name = '{{ name }}' and metric_value >= 0 then metric_value end) as bigint)
            as {{ column }}_ms,
        max(case when metric_name = '{{ name }}' then emitted_at end) as {{ column }}_at,
        {% endfor %}
        {% for name, column in counts %}
        cast(coalesce(sum(case when metric_name = '{{ name }}' then metric_value end), 0) as bigint) as {{ column }}_count,
        max(case when metric_name = '{{ name }}' then emitted_at end) as {{ column }}_at,
        {% endfor %}
        min(case when metric_name = 'nOffered' then emitted_at end) as first_offered_at

    from metrics

    group by 1, 2, 3, 4

),

session_segments as (

    select
        file_id,
        file_row,
        participant_index,
        session_index,
        min(case when queue_id is not null then segment_index end) as first_queue_segment_index,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        count(*) as segment_count,
        sum(case when ended_at is null then 1 else 0 end) as open_segment_count,
        min(case when segment_type = 'interact' then started_at end) as first_interact_at,
        max(case when segment_type = 'interact' then ended_at end) as last_interact_ended_at,
        min(case when segment_type in ('dialing', 'contacting') then started_at end) as first_dial_at,
        max(case when segment_type = 'alert' then ended_at end) as alert_ended_at,
        sum(case when segment_type = 'alert' then 1 else 0 end) as alert_segment_count,
        sum(case when segment_type in ('monitoring', 'coaching', 'barging', 'screenmonitoring') then 1 else 0 end)
            as supervision_segment_count,
        cast(sum(
            case when segment_type = 'interact' then {{ milliseconds_between('started_at', 'ended_at') }} end
        ) as bigint) as interact_ms,
        cast(sum(
            case when segment_type = 'hold' then {{ milliseconds_between('started_at', 'ended_at') }} end
        ) as bigint) as hold_segments_ms,
        cast(sum(
            case when segment_type = 'wrapup' then {{ milliseconds_between('started_at', 'ended_at') }} end
        ) as bigint) as wrapup_ms,
        max(case when wrap_up_code is not null then segment_index end) as last_wrap_up_segment_index

    from segments

    group by 1, 2, 3, 4

),

conversation_metrics as (

    select
        file_id,
        file_row,
        max(case when has_metrics then 1 else 0 end) = 1 as conversation_has_metrics

    from sessions

    group by 1, 2

),

final as (

    select
        conversations.platform,
        conversations.org_id,
        conversations.conversation_id,
        sessions.session_id,
        sessions.participant_index,
        sessions.session_index,
        participants."participantId" as participant_id,
        participants."userId" as user_id,
        queue_segments.queue_id,
        wrap_up_segments.wrap_up_code,

        lower(participants."purpose") as purpose,
        sessions.media_type,
        sessions.direction,
        sessions.flow_in_type,
        sessions.flow_out_type,
        sessions.flow_exit_reason,

        conversation_metrics.conversation_has_metrics,
        sessions.is_supervision
            or (
                coalesce(session_segments.supervision_segment_count, 0) > 0
                and session_segments.supervision_segment_count = session_segments.segment_count
            ) as is_supervision,
        coalesce(session_segments.open_segment_count, 1) > 0 as is_open,
        coalesce(session_segments.alert_segment_count, 0) > 0 as has_alert_segment,

        session_segments.interact_ms,
        session_segments.hold_segments_ms,
        session_segments.wrapup_ms,
        {% for name, column in durations %}
        session_metrics.{{ column }}_ms,
        session_metrics.{{ column }}_at,
        {% endfor %}
        {% for name, column in counts %}
        coalesce(session_metrics.{{ column }}_count, 0) as {{ column }}_count,
        session_metrics.{{ column }}_at,
        {% endfor %}

        session_metrics.first_offered_at,
        session_segments.started_at,
        session_segments.ended_at,
        session_segments.first_interact_at,
        session_segments.last_interact_ended_at,
        session_segments.first_dial_at,
        session_segments.alert_ended_at,
        conversations.started_at as conversation_started_at,
        conversations.ended_at as conversation_ended_at,

        conversations.last_load_id,
        conversations.file_id,
        conversations.file_row

    from sessions
    inner join conversations
        on sessions.file_id = conversations.file_id
        and sessions.file_row = conversations.file_row
    inner join conversation_metrics
        on sessions.file_id = conversation_metrics.file_id
        and sessions.file_row = conversation_metrics.file_row
    inner join participants
        on sessions.file_id = participants.file_id
        and sessions.file_row = participants.file_row
        and sessions.participant_index = participants.participant_index
    left join session_metrics
        on sessions.file_id = session_metrics.file_id
        and sessions.file_row = session_metrics.file_row
        and sessions.participant_index = session_metrics.participant_index
        and sessions.session_index = session_metrics.session_index
    left join session_segments
        on sessions.file_id = session_segments.file_id
        and sessions.file_row = session_segments.file_row
        and sessions.participant_index = session_segments.participant_index
        and sessions.session_index = session_segments.session_index
    left join segments as queue_segments
        on session_segments.file_id = queue_segments.file_id
        and session_segments.file_row = queue_segments.file_row
        and session_segments.participant_index = queue_segments.participant_index
        and session_segments.session_index = queue_segments.session_index
        and session_segments.first_queue_segment_index = queue_segments.segment_index
    left join segments as wrap_up_segments
        on session_segments.file_id = wrap_up_segments.file_id
        and session_segments.file_row = wrap_up_segments.file_row
        and session_segments.participant_index = wrap_up_segments.participant_index
        and session_segments.session_index = wrap_up_segments.session_index
        and session_segments.last_wrap_up_segment_index = wrap_up_segments.segment_index

)

select * from final
