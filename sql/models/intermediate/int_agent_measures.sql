{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#-
    What each agent leg adds to the marts, on the day on which it counts: for the queue mart (queue_date) and for the
    agent scorecard (agent_date). By date basis event each component counts on the day of its own emission, so that a
    leg adds up to five rows; else it adds one. What does not tell when a component ended counts it where handling ended,
    or else where the leg began. The rows stand in the order of days: one day is read without the others.
-#}

-- depends_on: {{ ref('int_conversation_versions') }}

{% set parts = ['handle', 'talk', 'hold', 'acw', 'transfer'] if var('date_basis') == 'event' else ['leg'] %}
{% set ends = {
    'leg': 'started_at',
    'handle': 'coalesce(handle_ended_at, started_at)',
    'talk': 'coalesce(talk_ended_at, handle_ended_at, started_at)',
    'hold': 'coalesce(hold_ended_at, handle_ended_at, started_at)',
    'acw': 'coalesce(acw_ended_at, handle_ended_at, started_at)',
    'transfer': 'coalesce(transferred_at, handle_ended_at, started_at)'
} %}

with

{{ touched_conversations() }}
agent_legs as (

    select * from {{ ref('fct_agent_legs') }}
    {{ where_touched() }}

),

closed_legs as (

    select * from agent_legs
    where leg_kind <> 'open'

),

{% for part in parts %}
{{ part }}_measures as (

    select
        platform,
        org_id,
        agent_id,
        queue_id,
        channel,
        conversation_id,
        {{ counted_at('coalesce(queue_entered_at, started_at)', ends[part]) }} as queue_counted_at,
        {{ counted_at('started_at', ends[part]) }} as agent_counted_at,
        case when not is_alert_known then 1 else 0 end as unknown_alert_count,
        {% if part in ['leg', 'handle'] %}
        case when leg_kind = 'handled' then 1 else 0 end as handled_count,
        case when leg_kind = 'outbound_handled' then 1 else 0 end as outbound_handled_count,
        case when leg_kind = 'unconnected' then 1 else 0 end as unconnected_handle_count,
        case when leg_kind = 'non_queue' then 1 else 0 end as non_queue_handled_count,
        case when leg_kind = 'handled' then handle_ms end as handle_ms,
        case when leg_kind = 'outbound_handled' then handle_ms end as outbound_handle_ms,
        case when leg_kind = 'unconnected' then handle_ms end as unconnected_handle_ms,
        case when leg_kind = 'non_queue' then handle_ms end as non_queue_handle_ms,
        {% else %}
        0 as handled_count,
        0 as outbound_handled_count,
        0 as unconnected_handle_count,
        0 as non_queue_handled_count,
        cast(null as bigint) as handle_ms,
        cast(null as bigint) as outbound_handle_ms,
        cast(null as bigint) as unconnected_handle_ms,
        cast(null as bigint) as non_queue_handle_ms,
        {% endif %}
        {% if part in ['leg', 'talk'] %}
        case when leg_kind = 'handled' and talk_includes_hold then 1 else 0 end as unknown_hold_count,
        case when leg_kind = 'handled' then talk_ms else 0 end as talk_ms,
        {% else %}
        0 as unknown_hold_count,
        0 as talk_ms,
        {% endif %}
        {% if part in ['leg', 'hold'] %}
        case when leg_kind = 'handled' then hold_ms else 0 end as hold_ms,
        case when leg_kind = 'handled' and hold_ms > 0 then 1 else 0 end as held_count,
        {% else %}
        0 as hold_ms,
        0 as held_count,
        {% endif %}
        {% if part in ['leg', 'acw'] %}
        case when leg_kind = 'handled' then acw_ms else 0 end as acw_ms,
        {% else %}
        0 as acw_ms,
        {% endif %}
        {% if part in ['leg', 'transfer'] %}
        case when leg_kind = 'handled' and is_transferred then 1 else 0 end as transferred_count,
        {% else %}
        0 as transferred_count,
        {% endif %}
        last_load_id

    from closed_legs
    {% if part == 'talk' %}where leg_kind = 'handled' and talk_ms > 0{% endif %}
    {% if part == 'hold' %}where leg_kind = 'handled' and hold_ms > 0{% endif %}
    {% if part == 'acw' %}where leg_kind = 'handled' and acw_ms > 0{% endif %}
    {% if part == 'transfer' %}where leg_kind = 'handled' and is_transferred{% endif %}

),

{% endfor %}
measures as (

    {% for part in parts %}
    select * from {{ part }}_measures
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        *,
        {{ local_date('queue_counted_at', var('report_timezone')) }} as queue_date,
        {{ local_date('agent_counted_at', var('report_timezone')) }} as agent_date

    from measures

)

select * from final
order by agent_date
