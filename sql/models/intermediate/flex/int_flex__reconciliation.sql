{#-
    Leg by leg, what events and Flex Insights tell of the same conversation: legs of one queue, or of one agent, that begin nearest
    to each other and at most 61 seconds apart, one to one (reports may tell times to the minute), and legs that one of both lacks.
    Insights cuts instants to whole seconds: each end of a stretch may differ by one. A kind of leg that the report has nowhere
    is not missing. A conversation that only one of both has is told where both tell of the day, and of what was before and after.
-#}
{% set legs = {
    'queue': {'subject': 'queue_id', 'began': 'entered_at', 'is_closed': "outcome <> 'open'"},
    'agent': {'subject': 'agent_id', 'began': 'started_at', 'is_closed': 'ended_at is not null'}
} %}
{% set waits = [
    ['is_answered', "case when outcome = 'answered' then 1 else 0 end", 0],
    ['is_abandoned', "case when outcome = 'abandoned' then 1 else 0 end", 0],
    ['is_flow_out', "case when outcome = 'flow_out' then 1 else 0 end", 0],
    ['wait_seconds', seconds('wait_ms'), 2]
] %}
{% set talks = [
    ['is_accepted', "case when alert_outcome = 'accepted' then 1 else 0 end", 0],
    ['is_not_responding', "case when alert_outcome = 'not_responding' then 1 else 0 end", 0],
    ['is_transferred', 'case when is_transferred then 1 else 0 end', 0],
    ['talk_and_hold_seconds', seconds('talk_ms + coalesce(hold_ms, 0)'), 2],
    ['acw_seconds', seconds('acw_ms'), 2],
    ['handle_seconds', seconds('handle_ms'), 2]
] %}

with

told as (

    select distinct org_id, conversation_id from {{ ref('int_flex__insights_segments') }}

),

{% for kind in ['queue', 'agent'] %}
{% set subject = legs[kind].subject %}
{% set began = legs[kind].began %}
{% set is_closed = legs[kind].is_closed %}
all_insights_{{ kind }}_legs as (

    select * from {{ ref('int_flex__insights_' ~ kind ~ '_legs') }}

),

insights_{{ kind }}_legs as (

    select * from all_insights_{{ kind }}_legs
    where is_superseded

),

reported_event_{{ kind }}_legs as (

    select event_legs.*
    from {{ ref('int_flex__event_' ~ kind ~ '_legs') }} as event_legs
    inner join (select distinct org_id from all_insights_{{ kind }}_legs) as reported
        on event_legs.org_id = reported.org_id

),

closed_event_{{ kind }}_legs as (

    select * from reported_event_{{ kind }}_legs
    where {{ is_closed }}

),

event_{{ kind }}_legs as (

    select event_legs.*
    from reported_event_{{ kind }}_legs as event_legs
    inner join told
        on event_legs.org_id = told.org_id
        and event_legs.conversation_id = told.conversation_id

),

{{ kind }}_candidates as (

    select
        event_legs.org_id,
        event_legs.conversation_id,
        event_legs.session_id,
        insights_legs.session_id as segment_id,
        row_number() over (
            partition by event_legs.org_id, event_legs.conversation_id, event_legs.session_id
            order by
                abs({{ milliseconds_between('event_legs.' ~ began, 'insights_legs.' ~ began) }}),
                insights_legs.{{ began }},
                insights_legs.session_id
        ) as segment_rank,
        row_number() over (
            partition by event_legs.org_id, event_legs.conversation_id, insights_legs.session_id
            order by
                abs({{ milliseconds_between('event_legs.' ~ began, 'insights_legs.' ~ began) }}),
                event_legs.{{ began }},
                event_legs.session_id
        ) as session_rank

    from event_{{ kind }}_legs as event_legs
    inner join insights_{{ kind }}_legs as insights_legs
        on event_legs.org_id = insights_legs.org_id
        and event_legs.conversation_id = insights_legs.conversation_id
        and event_legs.{{ subject }} = insights_legs.{{ subject }}
        and abs({{ milliseconds_between('event_legs.' ~ began, 'insights_legs.' ~ began) }}) <= 61000

),

-- What is still open, by events or by Insights, is there and has no end to compare.
{{ kind }}_pairs as (

    select * from {{ kind }}_candidates
    where segment_rank = 1 and session_rank = 1

),

{{ kind }}_measures as (

    {% for name, value, allowed in (waits if kind == 'queue' else talks) %}
    select
        pairs.org_id,
        pairs.conversation_id,
        pairs.session_id,
        pairs.segment_id,
        computed.{{ subject }} as subject_id,
        computed.{{ began }} as began_at,
        '{{ name }}' as measure,
        computed.value as computed_value,
        reported.value as reported_value,
        {{ allowed }} as allowed_difference
    from {{ kind }}_pairs as pairs
    inner join (
        select *, {{ value }} as value from event_{{ kind }}_legs
        where {{ is_closed }}
    ) as computed
        on pairs.org_id = computed.org_id
        and pairs.conversation_id = computed.conversation_id
        and pairs.session_id = computed.session_id
    inner join (
        select *, {{ value }} as value from insights_{{ kind }}_legs
        where {{ is_closed }}
    ) as reported
        on pairs.org_id = reported.org_id
        and pairs.conversation_id = reported.conversation_id
        and pairs.segment_id = reported.session_id
    union all
    {% endfor %}
    select
        event_legs.org_id, event_legs.conversation_id, event_legs.session_id, cast(null as varchar) as segment_id,
        event_legs.{{ subject }}, event_legs.{{ began }}, 'is_there', 1, 0, 0
    from event_{{ kind }}_legs as event_legs
    left join {{ kind }}_pairs as pairs
        on event_legs.org_id = pairs.org_id
        and event_legs.conversation_id = pairs.conversation_id
        and event_legs.session_id = pairs.session_id
    where pairs.session_id is null and event_legs.{{ is_closed }}
    union all
    select
        insights_legs.org_id, insights_legs.conversation_id, cast(null as varchar), insights_legs.session_id,
        insights_legs.{{ subject }}, insights_legs.{{ began }}, 'is_there', 0, 1, 0
    from insights_{{ kind }}_legs as insights_legs
    left join {{ kind }}_pairs as pairs
        on insights_legs.org_id = pairs.org_id
        and insights_legs.conversation_id = pairs.conversation_id
        and insights_legs.session_id = pairs.segment_id
    where pairs.segment_id is null and insights_legs.{{ is_closed }}

),

{% endfor %}
{% for source, legs_of in [['event', 'closed_event'], ['insights', 'all_insights']] %}
{{ source }}_conversations as (

    select
        org_id,
        conversation_id,
        {{ value_at_lowest('queue_id', 'began_at') }} as queue_id,
        min(began_at) as began_at

    from (
        select org_id, conversation_id, queue_id, entered_at as began_at from {{ legs_of }}_queue_legs
        union all
        select org_id, conversation_id, queue_id, started_at as began_at from {{ legs_of }}_agent_legs
    ) as legs

    group by 1, 2

),

{{ source }}_days as (

    select distinct org_id, {{ local_date('began_at', var('report_timezone')) }} as day from {{ source }}_conversations

),

{{ source }}_spans as (

    select org_id, min(began_at) as first_at, max(began_at) as last_at from {{ source }}_conversations
    group by 1

),

{% endfor %}
conversation_measures as (

    {% for source, other in [['event', 'insights'], ['insights', 'event']] %}
    select
        {{ source }}_conversations.org_id,
        {{ source }}_conversations.conversation_id,
        cast(null as varchar) as session_id,
        cast(null as varchar) as segment_id,
        {{ source }}_conversations.queue_id as subject_id,
        {{ source }}_conversations.began_at,
        'is_there' as measure,
        {{ 1 if source == 'event' else 0 }} as computed_value,
        {{ 0 if source == 'event' else 1 }} as reported_value,
        0 as allowed_difference
    from {{ source }}_conversations
    inner join {{ other }}_days
        on {{ source }}_conversations.org_id = {{ other }}_days.org_id
        and {{ local_date(source ~ '_conversations.began_at', var('report_timezone')) }} = {{ other }}_days.day
    inner join {{ other }}_spans
        on {{ source }}_conversations.org_id = {{ other }}_spans.org_id
        and {{ source }}_conversations.began_at between {{ other }}_spans.first_at and {{ other }}_spans.last_at
    {% if source == 'event' %}
    left join told
        on event_conversations.org_id = told.org_id
        and event_conversations.conversation_id = told.conversation_id
    where told.conversation_id is null
    {% else %}
    left join (
        select distinct org_id, conversation_id from {{ ref('int_flex__insights_segments') }}
        where is_superseded
    ) as superseded
        on insights_conversations.org_id = superseded.org_id
        and insights_conversations.conversation_id = superseded.conversation_id
    where superseded.conversation_id is null
    {% endif %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

measures as (

    select *, 'conversation' as subject from conversation_measures
    union all
    {% for kind in ['queue', 'agent'] %}
    select *, '{{ kind }}_leg' as subject from {{ kind }}_measures
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        'flex' as platform,
        org_id,
        conversation_id,
        session_id as leg_id,
        segment_id as reported_leg_id,
        case when subject <> 'agent_leg' then subject_id end as queue_id,
        case when subject = 'agent_leg' then subject_id end as agent_id,
        cast(null as varchar) as team_id,

        subject,
        measure,
        'Flex Insights' as reported_by,

        cast(computed_value as double) as computed_value,
        cast(reported_value as double) as reported_value,
        cast(computed_value as double) - cast(reported_value as double) as difference,

        began_at,
        {{ to_instant('null') }} as window_ended_at

    from measures

    where abs(cast(computed_value as double) - cast(reported_value as double)) > allowed_difference

)

select * from final
