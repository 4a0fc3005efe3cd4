with

records as (

    select * from {{ source('lifecycle', 'lifecycle_events') }}

),

final as (

    select distinct
        'lifecycle' as platform,
        org_id,
        interaction_id as conversation_id

    from records

    where interaction_id is not null

)

select * from final
