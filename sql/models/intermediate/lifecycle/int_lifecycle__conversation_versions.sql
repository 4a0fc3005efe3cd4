{#- Every interaction with the newest load that brought any event of it, or what supersedes it. -#}

with

final as (

    select
        'lifecycle' as platform,
        org_id,
        interaction_id as conversation_id,
        0 as first_load_id,
        max(last_load_id) as last_load_id

    from {{ ref('stg_lifecycle__events') }}

    group by 1, 2, 3

)

select * from final
