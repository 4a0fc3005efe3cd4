with

records as (

    select * from {{ ref('stg_flat__landed_rows') }}

),

final as (

    select distinct
        'flat' as platform,
        org_id,
        conversation_id

    from records

    where conversation_id is not null

)

select * from final
