{#- Two relations speak of the same row of the queue mart. -#}
{% macro same_queue_row(one, other) %}
{{ one }}.platform = {{ other }}.platform
        and {{ one }}.org_id = {{ other }}.org_id
        and {{ one }}.interaction_date = {{ other }}.interaction_date
        and {{ one }}.queue_id = {{ other }}.queue_id
        and {{ one }}.channel = {{ other }}.channel
{%- endmacro %}

{#- Two relations speak of the same agent and day. -#}
{% macro same_agent_day(one, other) %}
{{ one }}.platform = {{ other }}.platform
        and {{ one }}.org_id = {{ other }}.org_id
        and {{ one }}.interaction_date = {{ other }}.interaction_date
        and {{ one }}.agent_id = {{ other }}.agent_id
{%- endmacro %}

{#- Average seconds from an exact sum of ms: seconds first, then the count; null where nothing was counted. -#}
{% macro average_seconds(milliseconds, count) %}{{ seconds(milliseconds) }} / nullif(cast({{ count }} as double), 0){% endmacro %}

{#- A day is final when the data is complete to its end (D26). -#}
{% macro is_final(date, complete_until) %}coalesce({{ date }} < {{ local_date(complete_until, var('report_timezone')) }}, false){% endmacro %}
