{#- An instant of TaskRouter as any transport writes it: whole seconds or milliseconds since 1970, or ISO 8601. -#}
{% macro flex_instant(column) %}
case
            when {{ to_bigint(column) }} > 100000000000 then {{ instant_of_milliseconds(to_bigint(column)) }}
            when {{ to_bigint(column) }} is not null then {{ instant_of_milliseconds(to_bigint(column) ~ ' * 1000') }}
            else {{ to_instant(column) }}
        end
{%- endmacro %}

{#- Where an event stands among all: text that sorts by its instant, then by its sid. -#}
{% macro flex_position(date_column, sid) %}
lpad(cast(coalesce({{ milliseconds_between(instant_of_milliseconds('0'), flex_instant(date_column)) }}, 0) as varchar), 15, '0') || ':' || {{ sid }}
{%- endmacro %}

{#- The channel of a task: callbacks and voicemails are worked as tasks of the voice channel. -#}
{% macro flex_channel(unique_name, task_type) %}
case
            when lower({{ task_type }}) in ('callback', 'voicemail') then 'callback'
            when lower({{ unique_name }}) in ('voice', 'chat', 'email', 'video') then lower({{ unique_name }})
            when lower({{ unique_name }}) in (
                'sms', 'whatsapp', 'messenger', 'facebook', 'messaging', 'message', 'viber', 'line', 'rcs'
            ) then 'message'
            else 'other'
        end
{%- endmacro %}

{#- Whether a text holds one of the words of a variable, whatever its case. -#}
{% macro mentions_any(column, words) %}
({% for word in words %}lower({{ column }}) like '%{{ word }}%'{{ ' or ' if not loop.last }}{% endfor %})
{%- endmacro %}

{#- Two relations speak of the same task. -#}
{% macro same_task(one, other) %}
{{ one }}.org_id = {{ other }}.org_id
        and {{ one }}.conversation_id = {{ other }}.conversation_id
        and {{ one }}.task_sid = {{ other }}.task_sid
{%- endmacro %}
