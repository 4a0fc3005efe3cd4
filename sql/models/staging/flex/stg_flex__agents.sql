{#- Workers as their listing has them; else as the newest event that names them. -#}

with

records as (

    select * from {{ source('flex', 'flex_workers') }}

),

versions as (

    select * from {{ ref('int_record_versions') }}
    where platform = 'flex' and entity = 'workers' and op = 'upsert'

),

events as (

    select
        *,
        row_number() over (
            partition by org_id, worker_sid
            order by case when worker_full_name is null then 1 else 0 end, occurred_at desc, event_sid
        ) as recency

    from {{ ref('stg_flex__events') }}

    where worker_sid is not null and worker_name is not null

),

listed as (

    select
        versions.org_id,
        versions.record_id as agent_id,
        records.team_id,
        records.manager,
        coalesce(records.full_name, records.friendly_name) as agent_name,
        records.email,
        records.department_name,
        versions.last_load_id,
        records.file_id,
        records.file_row,
        1 as source_rank

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

named_by_events as (

    select
        org_id,
        worker_sid as agent_id,
        worker_team_id as team_id,
        worker_manager as manager,
        coalesce(worker_full_name, worker_name) as agent_name,
        worker_email as email,
        worker_department_name as department_name,
        last_load_id,
        file_id,
        file_row,
        2 as source_rank

    from events

    where recency = 1

),

ranked as (

    select *, row_number() over (partition by org_id, agent_id order by source_rank) as source_order
    from (
        select * from listed
        union all
        select * from named_by_events
    ) as both_sources

),

final as (

    select
        'flex' as platform,
        org_id,
        agent_id,
        team_id,
        cast(null as varchar) as division_id,
        manager as manager_id,

        agent_name,
        email,
        department_name as department,
        cast(null as varchar) as title,
        'active' as agent_state,
        last_load_id,
        file_id,
        file_row

    from ranked

    where source_order = 1

)

select * from final
