with

records as (

    select * from {{ source('genesys', 'genesys_users') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'users' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as agent_id,
        records."teamId" as team_id,
        records."divisionId" as division_id,
        records."managerId" as manager_id,

        records."name" as agent_name,
        records."email" as email,
        records."department" as department,
        records."title" as title,
        lower(records."state") as agent_state,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
