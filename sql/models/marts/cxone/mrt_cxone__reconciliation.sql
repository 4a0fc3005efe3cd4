{#-
    CXone's own figures beside ours, over the legs of the same window: queue legs by their entry, agent legs by their start.
    Ours are counted as CXone counts: outbound work is handled, too, and the service level is that of its flags.
-#}

with

reported as (

    select * from {{ ref('stg_cxone__reported_figures') }}

),

windows as (

    select distinct org_id, subject_type, subject_id, window_started_at, window_ended_at from reported

),

queue_legs as (

    select * from {{ ref('fct_queue_legs') }}
    where platform = 'cxone'

),

agents as (

    select * from {{ ref('stg_cxone__agents') }}

),

agent_legs as (

    select
        legs.*,
        agents.team_id

    from {{ ref('fct_agent_legs') }} as legs
    left join agents
        on legs.org_id = agents.org_id
        and legs.agent_id = agents.agent_id

    where legs.platform = 'cxone' and legs.leg_kind in ('handled', 'outbound_handled', 'non_queue')

),

counted_waits as (

    select
        windows.org_id,
        windows.subject_type,
        windows.subject_id,
        windows.window_started_at,
        windows.window_ended_at,
        count(*) as offered_count,
        sum(case when queue_legs.outcome = 'abandoned' then 1 else 0 end) as abandoned_count,
        sum(case when queue_legs.outcome = 'answered' then 1 else 0 end) as answered_count,
        sum(case when queue_legs.outcome = 'answered' then queue_legs.wait_ms else 0 end) as answer_wait_ms,
        sum(case when queue_legs.platform_target_mark = 1 then 1 else 0 end) as in_target_count,
        sum(case when queue_legs.platform_target_mark = 0 then 1 else 0 end) as out_of_target_count

    from windows
    inner join queue_legs
        on windows.org_id = queue_legs.org_id
        and windows.subject_id = queue_legs.queue_id
        and queue_legs.entered_at >= windows.window_started_at
        and queue_legs.entered_at < windows.window_ended_at

    where windows.subject_type = 'queue'

    group by 1, 2, 3, 4, 5

),

counted_work as (

    select
        windows.org_id,
        windows.subject_type,
        windows.subject_id,
        windows.window_started_at,
        windows.window_ended_at,
        count(*) as handled_count,
        sum(agent_legs.talk_ms + coalesce(agent_legs.hold_ms, 0)) as talk_and_hold_ms,
        sum(agent_legs.acw_ms) as acw_ms,
        sum(agent_legs.handle_ms) as handle_ms

    from windows
    inner join agent_legs
        on windows.org_id = agent_legs.org_id
        and windows.subject_id = case windows.subject_type
            when 'queue' then agent_legs.queue_id
            when 'agent' then agent_legs.agent_id
            else agent_legs.team_id
        end
        and agent_legs.started_at >= windows.window_started_at
        and agent_legs.started_at < windows.window_ended_at

    group by 1, 2, 3, 4, 5

),

compared as (

    select
        reported.*,
        case reported.measure
            when 'offered_count' then cast(coalesce(counted_waits.offered_count, 0) as double)
            when 'abandoned_count' then cast(coalesce(counted_waits.abandoned_count, 0) as double)
            when 'in_target_count' then cast(coalesce(counted_waits.in_target_count, 0) as double)
            when 'out_of_target_count' then cast(coalesce(counted_waits.out_of_target_count, 0) as double)
            when 'avg_speed_of_answer_seconds'
                then coalesce({{ average_seconds('counted_waits.answer_wait_ms', 'counted_waits.answered_count') }}, 0)
            when 'handled_count' then cast(coalesce(counted_work.handled_count, 0) as double)
            when 'talk_and_hold_seconds' then {{ seconds('coalesce(counted_work.talk_and_hold_ms, 0)') }}
            when 'acw_seconds' then {{ seconds('coalesce(counted_work.acw_ms, 0)') }}
            when 'avg_handle_seconds'
                then coalesce({{ average_seconds('counted_work.handle_ms', 'counted_work.handled_count') }}, 0)
        end as computed_value

    from reported
    left join counted_waits
        on reported.org_id = counted_waits.org_id
        and reported.subject_type = counted_waits.subject_type
        and reported.subject_id = counted_waits.subject_id
        and reported.window_started_at = counted_waits.window_started_at
        and reported.window_ended_at = counted_waits.window_ended_at
    left join counted_work
        on reported.org_id = counted_work.org_id
        and reported.subject_type = counted_work.subject_type
        and reported.subject_id = counted_work.subject_id
        and reported.window_started_at = counted_work.window_started_at
        and reported.window_ended_at = counted_work.window_ended_at

),

final as (

    select
        platform,
        org_id,
        source,
        subject_type,
        subject_id,
        measure,

        reported_value,
        computed_value,
        computed_value - reported_value as difference,

        window_started_at,
        window_ended_at,

        file_id,
        file_row

    from compared

)

select * from final
