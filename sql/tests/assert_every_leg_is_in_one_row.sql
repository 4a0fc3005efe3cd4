{#- Every queue leg of a known queue is offered in exactly one row of the queue mart. -#}

with

legs as (

    select platform, org_id, queue_id, count(*) as leg_count
    from {{ ref('fct_queue_legs') }}
    where queue_id is not null
    group by 1, 2, 3

),

mart_rows as (

    select platform, org_id, queue_id, sum(offered_count) as offered_count
    from {{ ref('mrt_daily_queue_kpis') }}
    group by 1, 2, 3

)

select
    legs.platform || ':' || legs.org_id || ':' || legs.queue_id as record_key,
    mart_rows.offered_count as observed,
    legs.leg_count as expected

from legs
left join mart_rows
    on legs.platform = mart_rows.platform
    and legs.org_id = mart_rows.org_id
    and legs.queue_id = mart_rows.queue_id

where coalesce(mart_rows.offered_count, 0) <> legs.leg_count
