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
    where op = 'upsert'

),

vanished as (

    select file_id, file_row, max(load_id) as load_id
    from {{ source('genesys', 'genesys_user_details') }}
    where op = 'delete'
    group by 1, 2

),

intervals as (

    select
        org_id,
        "userId" as agent_id,
        'presence' as timeline,
        "systemPresence" as state,
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
        "routingStatus" as state,
        {{ to_instant('"startTime"') }} as started_at,
        {{ to_instant('"endTime"') }} as ended_at,
        load_id,
        file_id,
        file_row

    from routing_status

),

final as (

    select
        'genesys' as platform,
        intervals.org_id,
        intervals.agent_id,

        intervals.timeline,
        intervals.state,

        intervals.started_at,
        intervals.ended_at,
        {{ to_instant('user_details."dataAvailabilityDate"') }} as exported_at,

        intervals.load_id,
        vanished.load_id as vanished_load_id,
        intervals.file_id,
        intervals.file_row

    from intervals
    left join user_details
        on intervals.file_id = user_details.file_id
        and intervals.file_row = user_details.file_row
    left join vanished
        on intervals.file_id = vanished.file_id
        and intervals.file_row = vanished.file_row

)

select * from final
