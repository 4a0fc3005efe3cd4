{#- Text of a CXone leaf; the oldest generation writes an empty string for nothing. -#}
{% macro cxone_text(column) %}nullif(trim({{ column }}), ''){% endmacro %}

{#- An id; 0 stands for none. -#}
{% macro cxone_id(column) %}nullif(nullif(trim({{ column }}), ''), '0'){% endmacro %}

{#- An instant; one without a zone is UTC. -#}
{% macro cxone_instant(column) %}
{{ to_instant("case when " ~ column ~ " like '%Z' or substr(" ~ column ~ ", 11) like '%+%' or substr(" ~ column ~ ", 11) like '%-%' then " ~ column ~ " else nullif(trim(" ~ column ~ "), '') || 'Z' end") }}
{%- endmacro %}

{#- A wall time as Data Download reports write it, in the configured zone; null where none is configured. -#}
{% macro cxone_local_instant(column) %}
{%- if var('source_zone') -%}{{ adapter.dispatch('wall_time_to_instant')(column, var('source_zone')) }}
{%- else -%}cast(null as timestamp with time zone)
{%- endif -%}
{% endmacro %}
{% macro default__wall_time_to_instant(column, zone) %}to_utc_timestamp(coalesce(to_timestamp({{ column }}, 'M/d/yyyy H:mm:ss'), to_timestamp({{ column }}, 'yyyy-MM-dd H:mm:ss')), '{{ zone }}'){% endmacro %}
{% macro duckdb__wall_time_to_instant(column, zone) %}timezone('{{ zone }}', try_strptime({{ column }}, ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M:%S.%g', '%Y-%m-%d %H:%M:%S'])){% endmacro %}

{#- true, "True", Y and 1 are one thing, by generation. -#}
{% macro cxone_boolean(column) %}
case lower(trim({{ column }}))
            when 'true' then true when 'y' then true when '1' then true when 'active' then true
            when 'false' then false when 'n' then false when '0' then false when 'inactive' then false
        end
{%- endmacro %}

{#- One part of an ISO duration, a number before its letter. -#}
{% macro cxone_duration_part(column, pattern) %}coalesce({{ to_double("nullif(regexp_extract(" ~ column ~ ", '" ~ pattern ~ "', 1), '')") }}, 0){% endmacro %}

{#- Seconds, as a number or as an ISO duration (P1DT19H18M29.651S), in whole ms; a negative one is null, and a finding names it. -#}
{% macro cxone_milliseconds(column) %}
case
            when {{ to_double(column) }} >= 0 then cast(round({{ to_double(column) }} * 1000) as bigint)
            when {{ column }} like 'P%' then cast(round(1000 * (
                {{ cxone_duration_part(column, '([0-9]+)D') }} * 86400
                + {{ cxone_duration_part(column, 'T([0-9]+)H') }} * 3600
                + {{ cxone_duration_part(column, 'T(?:[0-9]+H)?([0-9]+)M') }} * 60
                + {{ cxone_duration_part(column, '([0-9.]+)S') }}
            )) as bigint)
        end
{%- endmacro %}

{#- CXone's media type, by its number, else by its name in any spelling, digital by its sub-type → the channel of a leg. -#}
{% macro cxone_channel(media_type_id, media_type_name, media_sub_type_name) %}
case
            when {{ media_type_id }} = '4' or {{ media_type_name }} in ('CALL', 'PHONECALL', 'VOICE') then 'voice'
            when {{ media_type_id }} = '1' or {{ media_type_name }} = 'EMAIL' then 'email'
            when {{ media_type_id }} = '3' or {{ media_type_name }} in ('CHAT', 'CHATITEM') then 'chat'
            when {{ media_type_id }} = '6' or {{ media_type_name }} = 'WORKITEM' then 'work_item'
            when {{ media_type_id }} = '9' or {{ media_type_name }} = 'DIGITAL' then case
                when {{ media_sub_type_name }} like '%MAIL%' then 'email'
                when {{ media_sub_type_name }} like '%CHAT%' then 'chat'
                else 'message'
            end
            else 'other'
        end
{%- endmacro %}

{#- An instant so many ms later. -#}
{% macro instant_plus(instant, milliseconds) %}{{ adapter.dispatch('instant_plus')(instant, milliseconds) }}{% endmacro %}
{% macro default__instant_plus(instant, milliseconds) %}timestampadd(millisecond, {{ milliseconds }}, {{ instant }}){% endmacro %}
{% macro duckdb__instant_plus(instant, milliseconds) %}({{ instant }} + to_milliseconds({{ milliseconds }})){% endmacro %}

{#- An instant as text that sorts. -#}
{% macro sortable_instant(instant) %}
lpad(cast({{ milliseconds_between("cast('1970-01-01 00:00:00+00' as timestamp with time zone)", instant) }} as varchar), 20, '0')
{%- endmacro %}
