{#- A segment without a usable time, or with holds that exceed its talk: it is left out, or the hold is cut to the talk. -#}
{{ config(severity='warn') }}

select
    segment_id as record_key,
    file_id,
    file_row,
    dq_flag as observed,
    'OK' as expected

from {{ ref('stg_flex__insights_segments') }}

where dq_flag <> 'OK'
