{#- Outcomes are free text in Flex: each names itself. -#}

with

reservations as (

    select * from {{ ref('int_flex__reservations') }}

),

segments as (

    select * from {{ ref('stg_flex__insights_segments') }}

),

outcomes as (

    select org_id, outcome, last_load_id, file_id, file_row from reservations
    union all
    select org_id, outcome, last_load_id, file_id, file_row from segments

),

final as (

    select
        'flex' as platform,
        org_id,
        outcome as wrap_up_code,
        outcome as wrap_up_name,
        max(last_load_id) as last_load_id,
        min(file_id) as file_id,
        min(file_row) as file_row

    from outcomes

    where outcome is not null

    group by 1, 2, 3, 4

)

select * from final
