{#-
    Times of Insights are local: without the zone of its reports they cannot be placed, and what they tell is left out. It is
    looked at after the marts are made, so that it stops none of them.
-#}
-- depends_on: {{ ref('mrt_daily_queue_kpis') }}

select
    segment_id as record_key,
    file_id,
    file_row,
    'local times, and no zone' as observed,
    'the variable flex_insights_timezone' as expected

from {{ ref('stg_flex__insights_segments') }}

where {{ 'false' if var('flex_insights_timezone') else 'true' }}
