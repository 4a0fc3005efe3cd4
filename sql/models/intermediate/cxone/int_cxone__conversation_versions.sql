{#- Every id that is or was a conversation's, with the newest load that changed anything in it. -#}

with

chains as (

    select * from {{ ref('int_cxone__chains') }}

),

ids as (

    select org_id, conversation_id, last_load_id from chains
    union all
    select org_id, node_id as conversation_id, last_load_id from chains

),

final as (

    select
        'cxone' as platform,
        org_id,
        conversation_id,
        0 as first_load_id,
        max(last_load_id) as last_load_id

    from ids

    group by 1, 2, 3

)

select * from final
