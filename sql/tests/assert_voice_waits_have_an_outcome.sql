{#- A closed voice wait that nobody answered, left or sent on: a clean-up, or an answer whose agent leg is missing. -#}
{{ config(severity='warn') }}

select
    queue_leg_id as record_key,
    file_id,
    file_row,
    outcome as observed,
    'answered, abandoned or flow_out' as expected

from {{ ref('fct_queue_legs') }}

where outcome = 'other'
    and channel = 'voice'
    and not is_consult
