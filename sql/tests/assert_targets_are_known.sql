{#- Answered legs whose service-level target nobody names: the row's service level is null. Where no wait is known, no target would help. -#}
{{ config(severity='warn') }}

select
    queue_id || ':' || cast(interaction_date as varchar) || ':' || channel as record_key,
    'no target' as observed,
    'the platform''s mark, a target of the queue lookup, or targets in cxkpi.yml' as expected

from {{ ref('mrt_daily_queue_kpis') }}

where answered_in_target_count is null
    and total_answer_wait_seconds is not null
