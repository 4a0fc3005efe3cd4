select * from {{ ref('mrt_daily_queue_kpis') }}
