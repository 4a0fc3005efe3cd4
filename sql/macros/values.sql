{#- Text of a raw leaf → typed value; what does not parse is null, and a finding names it. -#}

{% macro to_instant(column) %}{{ adapter.dispatch('to_instant')(column) }}{% endmacro %}
{% macro default__to_instant(column) %}cast({{ column }} as timestamp){% endmacro %}
{% macro duckdb__to_instant(column) %}try_cast({{ column }} as timestamptz){% endmacro %}

{% macro to_bigint(column) %}{{ adapter.dispatch('to_bigint')(column) }}{% endmacro %}
{% macro default__to_bigint(column) %}cast({{ column }} as bigint){% endmacro %}
{% macro duckdb__to_bigint(column) %}try_cast({{ column }} as bigint){% endmacro %}

{% macro to_double(column) %}{{ adapter.dispatch('to_double')(column) }}{% endmacro %}
{% macro default__to_double(column) %}cast({{ column }} as double){% endmacro %}
{% macro duckdb__to_double(column) %}try_cast({{ column }} as double){% endmacro %}

{#- Only the words true and false are booleans; anything else is unknown. -#}
{% macro to_boolean(column) %}case lower({{ column }}) when 'true' then true when 'false' then false end{% endmacro %}

{#- A duration in ms; a negative one is null, and a finding names it. -#}
{% macro to_duration_ms(column) %}case when {{ to_bigint(column) }} >= 0 then {{ to_bigint(column) }} end{% endmacro %}

{#- Enumerations come as 'Finished', 'FINISHED', 'ON_QUEUE' and 'OnQueue': letters only, upper case. -#}
{% macro normalised_enum(column) %}{{ adapter.dispatch('normalised_enum')(column) }}{% endmacro %}
{% macro default__normalised_enum(column) %}upper(regexp_replace({{ column }}, '[^A-Za-z]', '')){% endmacro %}
{% macro duckdb__normalised_enum(column) %}upper(regexp_replace({{ column }}, '[^A-Za-z]', '', 'g')){% endmacro %}

{#- Aggregates: a column's value, nulls left out, in the row where another column is lowest or highest. -#}
{% macro value_at_lowest(column, ordered_by) %}{{ adapter.dispatch('value_at_lowest')(column, ordered_by) }}{% endmacro %}
{% macro default__value_at_lowest(column, ordered_by) %}min_by({{ column }}, case when {{ column }} is not null then {{ ordered_by }} end){% endmacro %}
{% macro duckdb__value_at_lowest(column, ordered_by) %}arg_min({{ column }}, {{ ordered_by }}){% endmacro %}

{% macro value_at_highest(column, ordered_by) %}{{ adapter.dispatch('value_at_highest')(column, ordered_by) }}{% endmacro %}
{% macro default__value_at_highest(column, ordered_by) %}max_by({{ column }}, case when {{ column }} is not null then {{ ordered_by }} end){% endmacro %}
{% macro duckdb__value_at_highest(column, ordered_by) %}arg_max({{ column }}, {{ ordered_by }}){% endmacro %}

{#- A number with its noun: 1 contact, 2 contacts. -#}
{% macro counted(count, one, several) %}cast({{ count }} as varchar) || case when {{ count }} = 1 then ' {{ one }}' else ' {{ several }}' end{% endmacro %}
