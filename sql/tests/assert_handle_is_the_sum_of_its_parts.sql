{#- The platform's handle time of a leg equals talk + hold + after-call work + dialling (facts: exact to the ms). -#}
{{ config(severity='warn') }}

select
    agent_leg_id as record_key,
    file_id,
    file_row,
    handle_ms as observed,
    talk_ms + hold_ms + acw_ms + dial_ms as expected

from {{ ref('fct_agent_legs') }}

where leg_kind <> 'open'
    and handle_ms <> talk_ms + hold_ms + acw_ms + dial_ms
