{{ config(materialized='table') }}
{#-
    Agent legs as Flex Insights tells of them: talks with an agent, and offers that came to nothing. Talk Time contains Hold Time,
    which may exceed it where a hold outlasts its segment.
-#}

with

segments as (

    select * from {{ ref('int_flex__insights_segments') }}
    where agent_id is not null

),

versions as (

    select * from {{ ref('int_flex__conversation_versions') }}

),

answers as (

    select org_id, agent_session_id
    from {{ ref('int_flex__insights_queue_legs') }}
    where agent_session_id is not null

),

measured as (

    select
        *,
        kind in ('conversation', 'conversation in progress') and not (direction = 'outbound' and abandoned = 'yes') as is_connected,
        direction = 'outbound' as is_outbound,
        case when hold_time_ms > talk_time_ms then talk_time_ms else hold_time_ms end as held_ms,
        case when direction = 'outbound' then coalesce(ring_time_ms, 0) else 0 end as dialed_ms,
        -- A talk begins when it is answered, an attempt when it is dialled.
        case when direction = 'outbound' and abandoned = 'yes' then coalesce(ring_time_ms, 0) else 0 end as rang_ms,
        case
            when hang_up_by in ('cold transfer', 'warm transfer', 'external cold transfer', 'external warm transfer') then true
            else coalesce(followed_by like 'transfer%', false)
        end as is_handed_over

    from segments

    where kind in (
        'conversation', 'conversation in progress', 'missed conversation', 'rejected conversation', 'revoked conversation'
    )

),

timed as (

    select
        *,
        case
            when kind = 'conversation' then {{ milliseconds_later('started_at', 'rang_ms + coalesce(talk_time_ms, 0)') }}
        end as talk_ended_at,
        case
            when kind = 'conversation'
                then {{ milliseconds_later('started_at', 'rang_ms + coalesce(talk_time_ms, 0) + coalesce(wrap_up_time_ms, 0)') }}
        end as leg_ended_at,
        case
            when kind in ('missed conversation', 'rejected conversation', 'revoked conversation')
                then {{ milliseconds_later('started_at', 'coalesce(ring_time_ms, 0)') }}
        end as refused_at

    from measured

),

final as (

    select
        'flex' as platform,
        timed.org_id,
        timed.conversation_id,
        timed.segment_id as session_id,
        timed.agent_id,
        case when timed.direction <> 'internal' then timed.queue_id end as queue_id,
        timed.outcome as wrap_up_code,

        timed.channel,
        case
            when timed.direction <> 'inbound' then null
            when timed.is_connected then 'accepted'
            when timed.kind = 'missed conversation' then 'not_responding'
            when timed.kind = 'rejected conversation' then 'declined'
            when timed.kind = 'revoked conversation' then 'caller_gone'
        end as alert_outcome,

        timed.talk_time_ms - coalesce(timed.held_ms, 0) as talk_ms,
        timed.held_ms as hold_ms,
        coalesce(timed.wrap_up_time_ms, 0) as acw_ms,
        timed.dialed_ms as dial_ms,
        case
            when timed.leg_ended_at is not null
                then timed.dialed_ms + coalesce(timed.talk_time_ms, 0) + coalesce(timed.wrap_up_time_ms, 0)
        end as handle_ms,

        false as is_derived,
        timed.leg_ended_at is not null as is_ended,
        timed.is_connected,
        timed.is_outbound as is_outbound_attempt,
        answers.agent_session_id is not null as is_answered_from_queue,
        timed.is_handed_over as is_transferred,
        timed.talk_time_ms is not null and timed.held_ms is null as talk_includes_hold,
        true as is_alert_known,

        timed.started_at,
        case when answers.agent_session_id is not null then timed.started_at end as answered_at,
        coalesce(timed.refused_at, timed.started_at) as alert_ended_at,
        timed.talk_ended_at,
        case when timed.held_ms is not null then timed.talk_ended_at end as hold_ended_at,
        timed.leg_ended_at as acw_ended_at,
        timed.leg_ended_at as handle_ended_at,
        case when timed.is_handed_over then timed.talk_ended_at end as transferred_at,
        coalesce(timed.leg_ended_at, timed.refused_at) as ended_at,
        timed.conversation_started_at,

        versions.last_load_id,
        timed.file_id,
        timed.file_row,
        timed.is_superseded

    from timed
    left join answers
        on timed.org_id = answers.org_id
        and timed.segment_id = answers.agent_session_id
    inner join versions
        on timed.org_id = versions.org_id
        and timed.conversation_id = versions.conversation_id

)

select * from final
