{#- A queue that legs carry and no lookup names: deleted, or its lookup was not loaded. -#}
{{ config(severity='warn') }}

select
    queue_id as record_key,
    queue_name as observed,
    'a queue of the loaded lookups' as expected

from {{ ref('dim_queues') }}

where not is_known
