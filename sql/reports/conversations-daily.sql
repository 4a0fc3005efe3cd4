select * from {{ ref('mrt_daily_conversations') }}
