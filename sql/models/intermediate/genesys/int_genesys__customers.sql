{#- Who came, of conversations that reached a queue or an employee: the sessions of others are not kept. -#}

with

final as (

    select
        'genesys' as platform,
        org_id,
        conversation_id,
        min(customer_key) as customer_key,

        last_load_id

    from {{ ref('int_genesys__sessions') }}

    where customer_key is not null

    group by org_id, conversation_id, last_load_id

)

select * from final
