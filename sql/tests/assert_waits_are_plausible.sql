{#- A wait of more than seven days outside e-mail: a leg that was closed by a clean-up long after it ended. -#}
{{ config(severity='warn') }}

select
    queue_leg_id as record_key,
    file_id,
    file_row,
    wait_ms as observed,
    'at most 604800000 ms' as expected

from {{ ref('fct_queue_legs') }}

where wait_ms > 604800000
    and channel <> 'email'
