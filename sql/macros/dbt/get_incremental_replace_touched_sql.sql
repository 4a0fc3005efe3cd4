{#
    dbt's way into replace_touched; cxkpi skips this folder. The model ends with `select * from final`; the same CTEs, ending in
    a select from `touched`, name the keys to be replaced.
#}
{% macro get_incremental_replace_touched_sql(arg_dict) %}
    {%- set keys = [arg_dict['unique_key']] if arg_dict['unique_key'] is string else arg_dict['unique_key'] -%}
    {%- set columns = arg_dict['dest_columns'] | map(attribute='quoted') | list -%}
    {%- set parts = compiled_code.rsplit('select * from final', 1) -%}
    {%- if parts | length != 2 -%}
        {{ exceptions.raise_compiler_error(model['name'] ~ ' must end with "select * from final" to be replaced by what it touched') }}
    {%- endif -%}
    {%- set touched = parts[0] ~ 'select ' ~ keys | join(', ') ~ ' from touched' -%}
    {{ return(replace_touched(arg_dict['target_relation'], arg_dict['temp_relation'], keys, columns, touched)) }}
{% endmacro %}
