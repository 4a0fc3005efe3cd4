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

export_stamps as (

    select org_id, max({{ to_instant('"dataAvailabilityDate"') }}) as exported_at
    from user_details
    group by 1

),

latest_instants as (

    select org_id, max(coalesce(ended_at, started_at)) as latest_at
    from intervals
    group by 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, timeline, started_at
            order by
                case when ended_at is null then 1 else 0 end,
                ended_at desc,
                state,
                file_id,
                file_row
        ) as version_rank

    from intervals

    where agent_id is not null and started_at is not null

),

final as (

    select
        'genesys' as platform,
        ranked.org_id,
        ranked.agent_id,

        ranked.timeline,
        ranked.state,
        case
            when ranked.timeline = 'presence' and ranked.state <> 'OFFLINE' then 'logged_in'
            when ranked.timeline = 'presence' then 'logged_out'
            when ranked.state = 'INTERACTING' then 'handling'
            when ranked.state = 'IDLE' then 'waiting'
            when ranked.state = 'COMMUNICATING' then 'other_on_queue'
            when ranked.state = 'NOTRESPONDING' then 'not_responding'
            when ranked.state = 'OFFQUEUE' then 'off_queue'
            else 'unknown'
        end as state_class,

        ranked.ended_at is null as is_open,

        ranked.started_at,
        -- A state that is still open lasts until the export was taken.
        coalesce(ranked.ended_at, export_stamps.exported_at, latest_instants.latest_at) as ended_at,

        ranked.load_id as last_load_id,
        ranked.file_id,
        ranked.file_row

    from ranked
    left join export_stamps
        on ranked.org_id = export_stamps.org_id
    left join latest_instants
        on ranked.org_id = latest_instants.org_id

    where ranked.version_rank = 1

)

select * from final
