{#- An answer whose answer set was not loaded: what it scores is not known, and its evaluation is in no scorecard. -#}
{{ config(severity='warn') }}

select
    assessment_sid as record_key,
    file_id,
    file_row,
    answer_id as observed,
    'an answer of a loaded listing of answer sets or questions' as expected

from {{ ref('stg_flex__assessments') }}

where is_reported and dq_flag <> 'OK'
