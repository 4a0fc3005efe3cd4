{#-
    States of agents as events tell of their changes: each lasts until the next one, the last one until the organisation's newest
    change. What user details tell holds in their place: a state has what lies before the first of them, and what comes after a
    state that was still open when they were exported.
-#}

with

changes as (

    select * from {{ ref('stg_genesys__user_events') }}

),

details as (

    select * from {{ ref('int_genesys__agent_states') }}
    where state_class <> 'vanished'
        and (org_id, agent_id) in (select org_id, agent_id from changes)

),

newest as (

    select org_id, max(started_at) as newest_at
    from changes
    group by 1

),

both_sources as (

    select
        org_id, agent_id, timeline, state, started_at, last_load_id, file_id, file_row,
        true as is_change,
        {{ to_instant('null') }} as covered_until,
        {{ to_instant('null') }} as covered_from,
        {{ to_instant('null') }} as open_until
    from changes
    union all
    select
        org_id, agent_id, timeline, state, started_at, last_load_id, file_id, file_row,
        false as is_change,
        ended_at as covered_until,
        started_at as covered_from,
        case when is_open then ended_at end as open_until
    from details

),

-- Of one instant the details stand first, so that they cover the change.
ordered as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, timeline
            order by started_at, case when is_change then 1 else 0 end
        ) as position

    from both_sources

),

covered as (

    select
        *,
        max(covered_until) over (
            partition by org_id, agent_id, timeline order by position
            rows between unbounded preceding and current row
        ) as covered_until_now,
        max(open_until) over (
            partition by org_id, agent_id, timeline order by position
            rows between unbounded preceding and current row
        ) as open_until_now,
        min(covered_from) over (
            partition by org_id, agent_id, timeline order by position
            rows between 1 following and unbounded following
        ) as next_covered_from,
        max(covered_until) over (partition by org_id, agent_id, timeline) as covered_until_last,
        max(open_until) over (partition by org_id, agent_id, timeline) as open_until_last,
        max(last_load_id) over (partition by org_id, agent_id) as agent_load_id

    from ordered

),

followed as (

    select
        *,
        lead(started_at) over (partition by org_id, agent_id, timeline order by position) as next_started_at,
        lead(covered_until_now) over (partition by org_id, agent_id, timeline order by position) as covered_until_next,
        lead(open_until_now) over (partition by org_id, agent_id, timeline order by position) as open_until_next

    from covered

    where is_change

),

spans as (

    select
        followed.org_id,
        followed.agent_id,
        followed.timeline,
        followed.state,
        followed.started_at,
        followed.covered_until_now,
        followed.next_covered_from,
        followed.next_started_at is null as is_open,
        coalesce(followed.next_started_at, newest.newest_at) as next_at,
        case when followed.next_started_at is null then followed.covered_until_last else followed.covered_until_next end
            as covered_until_next,
        case when followed.next_started_at is null then followed.open_until_last else followed.open_until_next end
            as open_until_next,
        followed.agent_load_id,
        followed.file_id,
        followed.file_row

    from followed
    inner join newest
        on followed.org_id = newest.org_id

),

pieces as (

    select *, started_at as piece_started_at, least(next_at, coalesce(next_covered_from, next_at)) as piece_ended_at
    from spans
    where covered_until_now is null or covered_until_now <= started_at

    union all

    select *, covered_until_next as piece_started_at, next_at as piece_ended_at
    from spans
    where covered_until_next > started_at and open_until_next = covered_until_next

),

final as (

    select
        'genesys' as platform,
        org_id,
        agent_id,

        timeline,
        state,
        {{ genesys_state_class('timeline', 'state') }} as state_class,

        is_open,
        cast(null as boolean) as is_refusal,

        piece_started_at as started_at,
        piece_ended_at as ended_at,
        {{ to_instant('null') }} as latest_ended_at,

        agent_load_id as last_load_id,
        file_id,
        file_row

    from pieces

    where piece_ended_at > piece_started_at

)

select * from final
