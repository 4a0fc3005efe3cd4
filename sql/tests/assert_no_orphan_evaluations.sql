{#- An evaluation of a conversation that was never loaded: it has no day, and so is in no scorecard. -#}
{{ config(severity='warn') }}

select
    evaluation_id as record_key,
    file_id,
    file_row,
    conversation_id as observed,
    'a loaded conversation' as expected

from {{ ref('fct_evaluations') }}

where conversation_started_at is null
