{#-
    What CXone itself counted, one row a figure: of skills, agents and teams in the window that was asked for. Times in seconds.
    Of the same window the newest answer holds; rows that lost their window tell nothing.
-#}
{% set entities = [
    ['skill_summaries', 'queue', '"skillId"', [
        ['contactsQueued', 'offered_count', false], ['abandonCount', 'abandoned_count', false],
        ['contactsHandled', 'handled_count', false], ['contactsWithinSLA', 'in_target_count', false],
        ['contactsOutOfSLA', 'out_of_target_count', false], ['averageSpeedToAnswer', 'avg_speed_of_answer_seconds', true],
        ['averageHandleTime', 'avg_handle_seconds', true]
    ]],
    ['sla_summaries', 'queue', '"skillId"', [
        ['contactsWithinSLA', 'in_target_count', false], ['contactsOutOfSLA', 'out_of_target_count', false]
    ]],
    ['agent_performance', 'agent', '"agentId"', [
        ['totalHandled', 'handled_count', false], ['totalTalkTime', 'talk_and_hold_seconds', true],
        ['acwTime', 'acw_seconds', true], ['totalAvgHandleTime', 'avg_handle_seconds', true]
    ]],
    ['team_performance', 'team', '"teamId"', [
        ['totalHandled', 'handled_count', false], ['totalTalkTime', 'talk_and_hold_seconds', true],
        ['acwTime', 'acw_seconds', true], ['totalAvgHandleTime', 'avg_handle_seconds', true]
    ]]
] %}

with

{% for entity, subject_type, key, figures in entities %}
{{ entity }} as (

    {% for field, measure, is_time in figures %}
    select
        org_id,
        '{{ entity }}' as source,
        '{{ subject_type }}' as subject_type,
        {{ cxone_id(key) }} as subject_id,
        '{{ measure }}' as measure,
        {% if is_time %}
        {{ seconds(cxone_milliseconds('"' ~ field ~ '"')) }} as reported_value,
        {% else %}
        {{ to_double('"' ~ field ~ '"') }} as reported_value,
        {% endif %}
        {{ cxone_instant('"startDate"') }} as window_started_at,
        {{ cxone_instant('"endDate"') }} as window_ended_at,
        {{ cxone_instant('"lastPollTime"') }} as exported_at,
        "payloadHash" as payload_hash,
        load_id,
        file_id,
        file_row

    from {{ source('cxone', 'cxone_' ~ entity) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

{% endfor %}
figures as (

    {% for entity, subject_type, key, figures in entities %}
    select * from {{ entity }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, source, subject_id, measure, window_started_at, window_ended_at
            order by exported_at desc nulls last, payload_hash desc, file_id, file_row
        ) as version_rank

    from figures

    where subject_id is not null
        and reported_value is not null
        and window_started_at is not null
        and window_ended_at is not null

),

final as (

    select
        'cxone' as platform,
        org_id,
        source,
        subject_type,
        subject_id,
        measure,

        reported_value,

        window_started_at,
        window_ended_at,

        load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where version_rank = 1

)

select * from final
