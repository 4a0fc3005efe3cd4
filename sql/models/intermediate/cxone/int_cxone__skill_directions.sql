{#-
    Which way contacts of a skill go, and over which channel: not every export of contacts says it of each. A skill that has
    vanished from its table says nothing any more, but when.
-#}

with

records as (

    select * from {{ source('cxone', 'cxone_skills') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'skills'

),

final as (

    select
        versions.org_id,
        versions.record_id as skill_id,
        versions.op = 'upsert' and coalesce({{ cxone_boolean('records."isOutbound"') }}, false) as is_outbound,
        case
            when versions.op = 'upsert' then {{ cxone_channel(
                'trim(records."mediaTypeId")',
                normalised_enum('records."mediaTypeName"'),
                'cast(null as varchar)'
            ) }}
        end as media_channel,
        versions.last_load_id

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row
        and records.op = versions.op

)

select * from final
