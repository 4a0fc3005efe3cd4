{#- Every conversation with the newest load that brought a version of any of its rows, or of what supersedes them. -#}

with

final as (

    select
        'flat' as platform,
        org_id,
        conversation_id,
        0 as first_load_id,
        max(conversation_load_id) as last_load_id

    from {{ ref('stg_flat__rows') }}

    group by 1, 2, 3

)

select * from final
