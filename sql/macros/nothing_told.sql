{#- No rows, of what a platform does not tell: with the columns, as [name, type], of the models beside which they stand. -#}
{% macro no_rows(platform, columns) %}
with

final as (

    select
        '{{ platform }}' as platform,
        cast(null as varchar) as org_id,
        {% for name, type in columns %}
        {{ to_instant('null') if type == 'instant' else 'cast(null as ' ~ type ~ ')' }} as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}

    where false

)

select * from final
{% endmacro %}

{% macro no_evaluations(platform) %}
{{ no_rows(platform, [
    ['evaluation_id', 'varchar'],
    ['conversation_id', 'varchar'],
    ['agent_id', 'varchar'],
    ['evaluator_id', 'varchar'],
    ['queue_id', 'varchar'],
    ['form_id', 'varchar'],
    ['form_name', 'varchar'],
    ['status', 'varchar'],
    ['total_score', 'double'],
    ['total_critical_score', 'double'],
    ['is_calibration', 'boolean'],
    ['is_deleted', 'boolean'],
    ['is_released', 'boolean'],
    ['submitted_at', 'instant'],
    ['last_load_id', 'integer'],
    ['record_hash', 'bigint'],
    ['file_id', 'integer'],
    ['file_row', 'bigint']
]) }}
{% endmacro %}

{% macro no_segments(platform) %}
{{ no_rows(platform, [
    ['conversation_id', 'varchar'],
    ['queue_id', 'varchar'],
    ['wrap_up_code', 'varchar'],
    ['segment_type', 'varchar'],
    ['disconnect_type', 'varchar'],
    ['is_conference', 'boolean'],
    ['started_at', 'instant'],
    ['ended_at', 'instant'],
    ['dq_flag', 'varchar'],
    ['participant_index', 'integer'],
    ['session_index', 'integer'],
    ['segment_index', 'integer'],
    ['last_load_id', 'integer'],
    ['file_id', 'integer'],
    ['file_row', 'bigint']
]) }}
{% endmacro %}

{% macro no_agent_states(platform) %}
{{ no_rows(platform, [
    ['agent_id', 'varchar'],
    ['timeline', 'varchar'],
    ['state', 'varchar'],
    ['state_class', 'varchar'],
    ['is_open', 'boolean'],
    ['is_refusal', 'boolean'],
    ['started_at', 'instant'],
    ['ended_at', 'instant'],
    ['latest_ended_at', 'instant'],
    ['last_load_id', 'integer'],
    ['file_id', 'integer'],
    ['file_row', 'bigint']
]) }}
{% endmacro %}

{#- No hang-ups before any queue. -#}
{% macro no_prequeue_abandons(platform) %}
{{ no_rows(platform, [
    ['conversation_id', 'varchar'],
    ['prequeue_abandoned_count', 'bigint'],
    ['last_load_id', 'integer']
]) }}
{% endmacro %}

{% macro no_customers(platform) %}
{{ no_rows(platform, [
    ['conversation_id', 'varchar'],
    ['customer_key', 'varchar'],
    ['last_load_id', 'integer']
]) }}
{% endmacro %}
