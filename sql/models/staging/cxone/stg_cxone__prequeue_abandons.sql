{#- Contacts that were abandoned without time in a queue or with an agent, by customer's journey. -#}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

final as (

    select
        'cxone' as platform,
        org_id,
        conversation_id,

        cast(sum(case when is_pre_queue_abandon then 1 else 0 end) as bigint) as prequeue_abandoned_count,

        max(conversation_load_id) as last_load_id

    from contacts

    group by org_id, conversation_id

)

select * from final
