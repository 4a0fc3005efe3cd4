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
            when lower({{ unique_name }}) = 'call' then 'voice'
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

{#- How Insights' own service level counts a wait, in whole seconds: 1 within, 0 beyond its threshold, -1 not in its base. -#}
{% macro flex_target_mark(wait_ms, is_abandoned) %}
case
            when {{ wait_ms }} is null then -1
            when {{ is_abandoned }} and {{ wait_ms }} < ({{ var('flex_short_abandon_seconds') }} + 1) * 1000 then -1
            when {{ wait_ms }} < {{ var('flex_insights_sla_seconds') }} * 1000 then 1
            else 0
        end
{%- endmacro %}

{#- A date of Insights, MM/DD/YYYY or ISO, as ISO. -#}
{% macro flex_date_text(column) %}
case
            when {{ column }} like '__/__/____'
                then substr({{ column }}, 7, 4) || '-' || substr({{ column }}, 1, 2) || '-' || substr({{ column }}, 4, 2)
            else substr({{ column }}, 1, 10)
        end
{%- endmacro %}

{#- A time of day of Insights, 14:05, 14:05:09 or 02:05 PM, as hours, minutes and seconds. -#}
{% macro flex_time_text(column) %}
case
            when upper({{ column }}) like '%M' then
                lpad(cast(
                    {{ to_bigint("split_part(" ~ column ~ ", ':', 1)") }} % 12
                    + case when upper({{ column }}) like '%PM' then 12 else 0 end
                as varchar), 2, '0') || ':' || substr(split_part({{ column }}, ':', 2), 1, 2)
            else {{ column }}
        end
{%- endmacro %}

{#- Seconds of a day as hours, minutes and seconds. -#}
{% macro flex_time_of_seconds(column) %}
lpad(cast(cast(floor({{ to_double(column) }} / 3600) as bigint) as varchar), 2, '0')
            || ':' || lpad(cast(cast(floor({{ to_double(column) }} / 60) as bigint) % 60 as varchar), 2, '0')
            || ':' || lpad(cast(cast(floor({{ to_double(column) }}) as bigint) % 60 as varchar), 2, '0')
{%- endmacro %}

{#- A duration of Insights in ms: seconds as a number ('12.0', '20s'), or as a person reads them ('02:40', '1:02:40', '6h 42:15'). -#}
{% macro flex_duration_ms(column) %}
{% set text = "replace(replace(" ~ column ~ ", 'h ', ':'), 's', '')" %}
{% set part = [to_double("split_part(" ~ text ~ ", ':', 1)"), to_double("split_part(" ~ text ~ ", ':', 2)"), to_double("split_part(" ~ text ~ ", ':', 3)")] %}
cast(round(1000 * case
            when {{ text }} like '%:%:%' then {{ part[0] }} * 3600 + {{ part[1] }} * 60 + {{ part[2] }}
            when {{ text }} like '%:%' then {{ part[0] }} * 60 + {{ part[1] }}
            when {{ to_double(text) }} >= 0 then {{ to_double(text) }}
        end) as bigint)
{%- endmacro %}

{#- Who an agent of Insights is in the workspace: the worker of its id, e-mail or name; a worker's sid says it by itself. -#}
{% macro flex_agent_id(segments) %}
coalesce(
            agents_by_key.sid,
            case when {{ segments }}.agent_key like 'WK%' then {{ segments }}.agent_key end,
            agents_by_email.sid,
            agents_by_name.sid,
            {{ segments }}.agent_key
        )
{%- endmacro %}

{#- The workers of that id, e-mail and name, for flex_agent_id. -#}
{% macro join_flex_agents(segments, names) %}
{% for field in ['key', 'email', 'name'] %}
    left join {{ names }} as agents_by_{{ field }}
        on {{ segments }}.org_id = agents_by_{{ field }}.org_id
        and agents_by_{{ field }}.kind = 'agent'
        and {{ segments }}.agent_{{ field }} = agents_by_{{ field }}.name
{% endfor %}
{%- endmacro %}

{#- Who gave an answer: the e-mail of the assessor, else the name. -#}
{% macro flex_evaluator_id(assessments) %}
lower(coalesce(nullif({{ assessments }}.user_email, ''), nullif({{ assessments }}.user_name, '')))
{%- endmacro %}

{#- Of which evaluation an answer is: all of one assessor to one questionnaire about one segment. -#}
{% macro flex_evaluation_id(assessments) %}
{{ assessments }}.segment_id
        || ':' || coalesce({{ assessments }}.questionnaire_sid, '')
        || ':' || coalesce({{ flex_evaluator_id(assessments) }}, '')
{%- endmacro %}
