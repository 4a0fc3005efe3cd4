with

records as (

    select * from {{ source('lifecycle', 'lifecycle_events') }}

),

final as (

    select
        'lifecycle' as platform,
        org_id,
        interaction_id as conversation_id,
        max(load_id) as last_load_id

    from records

    where interaction_id is not null

    group by 1, 2, 3

)

select * from final
