{#- Who came: the address from which the first inbound contact of the chain came that tells one. -#}

with

final as (

    select
        'cxone' as platform,
        org_id,
        conversation_id,
        {{ value_at_lowest(customer_key('from_address'), 'position') }} as customer_key,

        conversation_load_id as last_load_id

    from {{ ref('int_cxone__chained_contacts') }}

    where not is_outbound

    group by org_id, conversation_id, conversation_load_id

)

select * from final
