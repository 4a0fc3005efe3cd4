{#- Segments of the Insights API: which queue and agent, by name, and the task or the event that made it. -#}

with

records as (

    select * from {{ source('flex', 'flex_api_segments') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'api_segments' and op = 'upsert'

),

final as (

    select
        versions.org_id,
        versions.record_id as segment_id,
        nullif(records.external_id, '') as external_id,
        nullif(records.queue, '') as queue_name,
        coalesce(nullif(records.agent_id, ''), nullif(records.agent_name, '')) as agent_key,
        cast(null as varchar) as agent_email,
        nullif(records.agent_name, '') as agent_name,

        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from final
