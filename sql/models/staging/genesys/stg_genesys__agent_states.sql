{#- Presence and routing status are two timelines that run beside each other; they are never united into one. -#}

with

presence as (

    select * from {{ source('genesys', 'genesys_user_presence') }}

),

routing_status as (

    select * from {{ source('genesys', 'genesys_user_routing_status') }}

),

user_details as (

    select * from {{ source('genesys', 'genesys_user_details') }}

),

intervals as (

    select
        org_id,
        "userId" as agent_id,
        'presence' as timeline,
        {{ normalised_enum('"systemPresence"') }} as state,
        {{ to_instant('"startTime"') }} as started_at,
        {{ to_instant('"endTime"') }} as ended_at,
        load_id,
        file_id,
        file_row

    from presence

    union all

    select
        org_id,
        "userId" as agent_id,
        'routing' as timeline,
        {{ normalised_enum('"routingStatus"') }} as state,
        {{ to_instant('"startTime"') }} as started_at,
        {{ to_instant('"endTime"') }} as ended_at,
        load_id,
        file_id,
        file_row

    from routing_status

),

latest_instants as (

    select file_id, max(coalesce(ended_at, started_at)) as latest_at
    from intervals
    group by 1

),

-- A state that is still open is known to have lasted until its export was taken.
known_until as (

    select
        intervals.*,
        coalesce(
            intervals.ended_at,
            {{ to_instant('user_details."dataAvailabilityDate"') }},
            latest_instants.latest_at
        ) as last_seen_at

    from intervals
    left join user_details
        on intervals.file_id = user_details.file_id
        and intervals.file_row = user_details.file_row
    left join latest_instants
        on intervals.file_id = latest_instants.file_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, timeline, started_at
            order by
                case when ended_at is null then 1 else 0 end,
                last_seen_at desc,
                state,
                file_id,
                file_row
        ) as version_rank

    from known_until

    where agent_id is not null and started_at is not null

),

final as (

    select
        'genesys' as platform,
        org_id,
        agent_id,

        timeline,
        state,
        case
            when timeline = 'presence' and state <> 'OFFLINE' then 'logged_in'
            when timeline = 'presence' then 'logged_out'
            when state = 'INTERACTING' then 'handling'
            when state = 'IDLE' then 'waiting'
            when state = 'COMMUNICATING' then 'other_on_queue'
            when state = 'NOTRESPONDING' then 'not_responding'
            when state = 'OFFQUEUE' then 'off_queue'
            else 'unknown'
        end as state_class,

        ended_at is null as is_open,

        started_at,
        last_seen_at as ended_at,

        load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where version_rank = 1

)

select * from final
