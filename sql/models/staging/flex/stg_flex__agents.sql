{#- Workers as their listing has them; else as the newest event that names them; else as Insights does. -#}

with

records as (

    select * from {{ source('flex', 'flex_workers') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
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

-- Insights knows agents by an id of their organisation's, by e-mail and name: those who are no worker by any of these.
named_by_insights as (

    select
        segments.org_id,
        segments.agent_key as agent_id,
        cast(null as varchar) as team_id,
        cast(null as varchar) as manager,
        {{ value_at_lowest('segments.agent_name', 'segments.segment_id') }} as agent_name,
        {{ value_at_lowest('segments.agent_email', 'segments.segment_id') }} as email,
        cast(null as varchar) as department_name,
        max(segments.last_load_id) as last_load_id,
        min(segments.file_id) as file_id,
        {{ value_at_lowest('segments.file_row', 'segments.segment_id') }} as file_row,
        3 as source_rank

    from {{ ref('stg_flex__insights_segments') }} as segments
    left join {{ ref('int_flex__insights_names') }} as names
        on segments.org_id = names.org_id
        and names.kind = 'agent'
        and names.name in (segments.agent_key, segments.agent_email, segments.agent_name)

    where segments.agent_key is not null and names.sid is null

    group by 1, 2, 3, 4

),

ranked as (

    select *, row_number() over (partition by org_id, agent_id order by source_rank) as source_order
    from (
        select * from listed
        union all
        select * from named_by_events
        union all
        select * from named_by_insights
    ) as all_sources

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
