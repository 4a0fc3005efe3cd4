{#- Ids never collide across platforms or organisations: the parts of a key joined by colons. -#}
{% macro leg_id(session_id, relation='') %}
{%- set prefix = relation ~ '.' if relation else '' -%}
{{ prefix }}platform || ':' || {{ prefix }}org_id || ':' || {{ prefix }}conversation_id || ':' || {{ session_id }}
{%- endmacro %}
