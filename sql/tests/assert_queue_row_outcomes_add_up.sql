{#- D3: offered = answered + abandoned + flow_out + other + open, per row. By date basis event it holds over days only. -#}

select
    queue_id || ':' || cast(interaction_date as varchar) || ':' || channel as record_key,
    offered_count as observed,
    answered_count + abandoned_count + flow_out_count + other_count + open_count as expected

from {{ ref('mrt_daily_queue_kpis') }}

where offered_count <> answered_count + abandoned_count + flow_out_count + other_count + open_count
    and date_basis <> 'event'
