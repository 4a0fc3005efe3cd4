{#- Every conversation with the newest load that brought a version of it: its record is all there is to it. -#}

with

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations'

),

final as (

    select
        platform,
        org_id,
        record_id as conversation_id,
        first_load_id,
        last_load_id

    from versions

)

select * from final
