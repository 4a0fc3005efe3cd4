with

records as (

    select * from {{ source('flex', 'flex_answers') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'answers' and op = 'upsert'

),

-- A listing of questions repeats the answers that they share.
final as (

    select
        versions.org_id,
        versions.record_id as answer_id,
        max({{ to_double('records.score') }}) as score,
        max(records.is_not_applicable) = 'true' as is_not_applicable,
        max(versions.last_load_id) as last_load_id

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row
        and records.answer_id = versions.record_id

    group by 1, 2

)

select * from final
