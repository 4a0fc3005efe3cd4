{{ config(materialized='table') }}
{#- Queue legs as Flex Insights tells of them: segments of kind Queue. What agents dial passes no queue (D5). -#}

with

segments as (

    select * from {{ ref('int_flex__insights_segments') }}

),

versions as (

    select * from {{ ref('int_flex__conversation_versions') }}

),

queue_segments as (

    select *, {{ milliseconds_later('started_at', 'queue_time_ms') }} as left_at
    from segments
    where kind = 'queue' and direction = 'inbound'

),

talks as (

    select * from segments
    where kind in ('conversation', 'conversation in progress') and agent_id is not null and direction = 'inbound'

),

-- Reports may tell times to the minute: a talk answers the wait of its queue that ends nearest to it, one to one.
candidates as (

    select
        queue_segments.org_id,
        queue_segments.segment_id,
        talks.segment_id as talk_segment_id,
        talks.agent_id,
        row_number() over (
            partition by queue_segments.org_id, queue_segments.segment_id
            order by abs({{ milliseconds_between('queue_segments.left_at', 'talks.started_at') }}), talks.segment_id
        ) as talk_rank,
        row_number() over (
            partition by talks.org_id, talks.segment_id
            order by abs({{ milliseconds_between('queue_segments.left_at', 'talks.started_at') }}), queue_segments.segment_id
        ) as wait_rank

    from queue_segments
    inner join talks
        on queue_segments.org_id = talks.org_id
        and queue_segments.conversation_id = talks.conversation_id
        and queue_segments.queue_id = talks.queue_id
        and abs({{ milliseconds_between('queue_segments.left_at', 'talks.started_at') }}) <= 61000

    where queue_segments.abandoned = 'no'
        and coalesce(queue_segments.left_by, '') not in ('moved', 'timeout')

),

answers as (

    select * from candidates
    where talk_rank = 1 and wait_rank = 1

),

decided as (

    select
        queue_segments.*,
        answers.talk_segment_id,
        answers.agent_id as answering_agent_id,
        case
            when queue_segments.left_by in ('moved', 'timeout') then 'flow_out'
            when queue_segments.abandoned = 'follow-up' then 'flow_out'
            when queue_segments.abandoned = 'yes' and queue_segments.abandoned_phase in ('voicemail', 'callback request')
                then 'flow_out'
            when queue_segments.abandoned = 'yes' then 'abandoned'
            when answers.segment_id is not null then 'answered'
            else 'other'
        end as leg_outcome

    from queue_segments
    left join answers
        on queue_segments.org_id = answers.org_id
        and queue_segments.segment_id = answers.segment_id

),

final as (

    select
        'flex' as platform,
        decided.org_id,
        decided.conversation_id,
        decided.segment_id as session_id,
        decided.talk_segment_id as agent_session_id,
        decided.queue_id,
        decided.answering_agent_id as agent_id,

        decided.channel,
        decided.leg_outcome as outcome,
        case
            when leg_outcome <> 'flow_out' then null
            when left_by = 'moved' then 'overflow'
            when left_by = 'timeout' then 'timeout'
            when abandoned_phase = 'voicemail' then 'voicemail'
            when abandoned_phase = 'callback request' then 'callback'
            else 'unknown'
        end as flow_out_kind,

        decided.queue_time_ms as wait_ms,

        false as is_derived,
        true as is_wait_known,
        false as is_consult,
        false as is_transferred_in,
        leg_outcome = 'abandoned' and queue_time_ms <= {{ var('flex_short_abandon_seconds') }} * 1000 as is_short_abandon,
        cast(null as boolean) as is_held_party_abandon,
        cast(null as boolean) as is_over_target,

        decided.started_at as entered_at,
        decided.left_at,
        case when leg_outcome = 'answered' then left_at end as answered_at,
        decided.conversation_started_at,

        versions.last_load_id,
        decided.file_id,
        decided.file_row,
        {{ flex_target_mark('queue_time_ms', "leg_outcome = 'abandoned'") }} as platform_target_mark,
        decided.is_superseded

    from decided
    inner join versions
        on decided.org_id = versions.org_id
        and decided.conversation_id = versions.conversation_id

)

select * from final
