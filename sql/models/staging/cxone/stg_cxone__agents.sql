{#- Agents of the lookup; one that it does not name is known by what its newest contact calls it. -#}

with

records as (

    select * from {{ source('cxone', 'cxone_agents') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'agents' and op = 'upsert'

),

contacts as (

    select * from {{ ref('int_cxone__contacts') }}
    where agent_id is not null and agent_name is not null

),

listed as (

    select
        versions.org_id,
        versions.record_id as agent_id,
        {{ cxone_id('records."teamId"') }} as team_id,
        {{ cxone_id('records."reportToId"') }} as manager_id,
        nullif(trim(concat_ws(' ', {{ cxone_text('records."firstName"') }}, {{ cxone_text('records."lastName"') }})), '')
            as agent_name,
        {{ cxone_text('records."email"') }} as email,
        {{ cxone_text('records."teamName"') }} as department,
        case when {{ cxone_boolean('records."isActive"') }} then 'active' else 'inactive' end as agent_state,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

named_by_contacts as (

    select
        org_id,
        agent_id,
        {{ value_at_highest('team_id', 'coalesce(updated_at, started_at)') }} as team_id,
        {{ value_at_highest('agent_name', 'coalesce(updated_at, started_at)') }} as agent_name,
        max(last_load_id) as last_load_id,
        {{ value_at_highest('file_id', 'coalesce(updated_at, started_at)') }} as file_id,
        {{ value_at_highest('file_row', 'coalesce(updated_at, started_at)') }} as file_row

    from contacts

    group by 1, 2

),

final as (

    select
        'cxone' as platform,
        coalesce(listed.org_id, named_by_contacts.org_id) as org_id,
        coalesce(listed.agent_id, named_by_contacts.agent_id) as agent_id,
        coalesce(listed.team_id, named_by_contacts.team_id) as team_id,
        cast(null as varchar) as division_id,
        listed.manager_id,

        coalesce(listed.agent_name, named_by_contacts.agent_name) as agent_name,
        listed.email,
        listed.department,
        cast(null as varchar) as title,
        listed.agent_state,
        coalesce(listed.last_load_id, named_by_contacts.last_load_id) as last_load_id,
        coalesce(listed.file_id, named_by_contacts.file_id) as file_id,
        coalesce(listed.file_row, named_by_contacts.file_row) as file_row

    from listed
    full outer join named_by_contacts
        on listed.org_id = named_by_contacts.org_id
        and listed.agent_id = named_by_contacts.agent_id

)

select * from final
