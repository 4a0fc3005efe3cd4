{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#-
    What became of each agent's alerts, on the days on which they count: an alert when it ended, an answer by date basis. The
    rows stand in the order of days: one day is read without the others.
-#}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{{ touched_conversations() }}
agent_legs as (

    select * from {{ ref('fct_agent_legs') }}
    {{ where_touched() }}

),

final as (

    select
        platform,
        org_id,
        conversation_id,
        agent_id,
        channel,
        alert_result,
        is_answered_from_queue,
        is_alert_known,
        {{ local_date(counted_at('alert_ended_at', 'alert_ended_at'), var('report_timezone')) }} as alert_date,
        {{ local_date(counted_at('started_at', 'coalesce(answered_at, started_at)'), var('report_timezone')) }} as answer_date,
        last_load_id

    from agent_legs

    where alert_result is not null

)

select * from final
order by alert_date
