{#- D9: handle = talk + hold + after-call work, of inbound legs. It fails where a platform's own components disagree. -#}
{{ config(severity='warn') }}

select
    queue_id || ':' || cast(interaction_date as varchar) || ':' || channel as record_key,
    total_handle_seconds as observed,
    total_talk_seconds + total_hold_seconds + total_acw_seconds as expected

from {{ ref('mrt_daily_queue_kpis') }}

where abs(total_handle_seconds - total_talk_seconds - total_hold_seconds - total_acw_seconds) > 0.0005
    and date_basis <> 'event'
