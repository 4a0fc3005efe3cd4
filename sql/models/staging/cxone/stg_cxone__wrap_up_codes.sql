with

records as (

    select * from {{ source('cxone', 'cxone_dispositions') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'dispositions' and op = 'upsert'

),

renamed as (

    select
        'cxone' as platform,
        versions.org_id,
        versions.record_id as wrap_up_code,
        {{ cxone_text('records."dispositionName"') }} as wrap_up_name,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
