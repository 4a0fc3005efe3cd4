{#-
    Who came: the customer's id in the attributes of inbound tasks, else the address that the first event of them has; of
    conversations without events, as Insights tells.
-#}

with

events as (

    select
        org_id,
        conversation_id,
        customer_id,
        customer_address,
        occurred_at as told_at,
        last_load_id

    from {{ ref('int_flex__task_events') }}

    where direction is null or (direction not like 'outbound%' and direction not like 'internal%')

),

newest_loads as (

    select * from {{ ref('int_flex__conversation_versions') }}

),

insights_segments as (

    select
        segments.org_id,
        segments.conversation_id,
        cast(null as varchar) as customer_id,
        segments.customer_address,
        segments.started_at as told_at,
        newest_loads.last_load_id

    from {{ ref('int_flex__insights_segments') }} as segments
    inner join newest_loads
        on segments.org_id = newest_loads.org_id
        and segments.conversation_id = newest_loads.conversation_id

    where not segments.is_superseded
        and segments.direction = 'inbound'

),

told as (

    select * from events
    union all
    select * from insights_segments

),

final as (

    select
        'flex' as platform,
        org_id,
        conversation_id,
        coalesce(
            {{ value_at_lowest(customer_key('customer_id'), 'told_at') }},
            {{ value_at_lowest(customer_key('customer_address'), 'told_at') }}
        ) as customer_key,

        last_load_id

    from told

    where customer_id is not null or customer_address is not null

    group by org_id, conversation_id, last_load_id

)

select * from final
