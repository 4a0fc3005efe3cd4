{#- Skills are the queues; one that the lookup does not name is known by what its newest contact calls it. -#}

with

records as (

    select * from {{ source('cxone', 'cxone_skills') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'skills' and op = 'upsert'

),

contacts as (

    select * from {{ ref('int_cxone__contacts') }}
    where skill_id is not null and skill_name is not null

),

listed as (

    select
        versions.org_id,
        versions.record_id as queue_id,
        {{ cxone_text('records."skillName"') }} as queue_name,
        {{ cxone_milliseconds('records."serviceLevelThreshold"') }} as target_ms,
        {{ to_double('records."serviceLevelGoal"') }} / 100 as target_rate,
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
        skill_id as queue_id,
        {{ value_at_highest('skill_name', 'coalesce(updated_at, started_at)') }} as queue_name,
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
        coalesce(listed.queue_id, named_by_contacts.queue_id) as queue_id,
        cast(null as varchar) as division_id,

        coalesce(listed.queue_name, named_by_contacts.queue_name) as queue_name,

        -- A skill serves one medium; its threshold is that of every channel of it.
        listed.target_ms as voice_target_ms,
        listed.target_ms as callback_target_ms,
        listed.target_ms as chat_target_ms,
        listed.target_ms as email_target_ms,
        listed.target_ms as message_target_ms,
        listed.target_rate as voice_target_rate,
        coalesce(listed.last_load_id, named_by_contacts.last_load_id) as last_load_id,
        coalesce(listed.file_id, named_by_contacts.file_id) as file_id,
        coalesce(listed.file_row, named_by_contacts.file_row) as file_row

    from listed
    full outer join named_by_contacts
        on listed.org_id = named_by_contacts.org_id
        and listed.queue_id = named_by_contacts.queue_id

)

select * from final
