with

records as (

    select * from {{ source('genesys', 'genesys_wrapup_codes') }}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'wrapup_codes' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as wrap_up_code,
        records."name" as wrap_up_name,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
