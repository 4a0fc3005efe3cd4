{#- The service-level targets of the configuration, as rows; none when none are configured. -#}
{% macro configured_targets() %}
{% for target in var('targets') %}
select '{{ target.queue }}' as queue_id, '{{ target.channel }}' as channel, cast({{ target.seconds }} * 1000 as bigint) as target_ms
union all
{% endfor %}
select cast(null as varchar) as queue_id, cast(null as varchar) as channel, cast(null as bigint) as target_ms
where false
{% endmacro %}
