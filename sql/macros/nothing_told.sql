{#- No evaluations: of a platform that does not tell of them. -#}
{% macro no_evaluations(platform) %}
with

final as (

    select
        '{{ platform }}' as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as evaluation_id,
        cast(null as varchar) as conversation_id,
        cast(null as varchar) as agent_id,
        cast(null as varchar) as evaluator_id,
        cast(null as varchar) as queue_id,
        cast(null as varchar) as form_id,

        cast(null as varchar) as form_name,
        cast(null as varchar) as status,

        cast(null as double) as total_score,
        cast(null as double) as total_critical_score,

        cast(null as boolean) as is_calibration,
        cast(null as boolean) as is_deleted,
        cast(null as boolean) as is_released,

        {{ to_instant('null') }} as submitted_at,

        cast(null as integer) as last_load_id,
        cast(null as integer) as file_id,
        cast(null as bigint) as file_row

    where false

)

select * from final
{% endmacro %}

{#- No segments of conversations: of a platform that does not tell of them. -#}
{% macro no_segments(platform) %}
with

final as (

    select
        '{{ platform }}' as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as conversation_id,
        cast(null as varchar) as queue_id,
        cast(null as varchar) as wrap_up_code,

        cast(null as varchar) as segment_type,
        cast(null as varchar) as disconnect_type,

        cast(null as boolean) as is_conference,

        {{ to_instant('null') }} as started_at,
        {{ to_instant('null') }} as ended_at,

        cast(null as varchar) as dq_flag,

        cast(null as integer) as participant_index,
        cast(null as integer) as session_index,
        cast(null as integer) as segment_index,
        cast(null as integer) as last_load_id,
        cast(null as integer) as file_id,
        cast(null as bigint) as file_row

    where false

)

select * from final
{% endmacro %}

{#- No states of agents: of a platform that does not tell of them. -#}
{% macro no_agent_states(platform) %}
with

final as (

    select
        '{{ platform }}' as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as agent_id,

        cast(null as varchar) as timeline,
        cast(null as varchar) as state,
        cast(null as varchar) as state_class,

        cast(null as boolean) as is_open,
        cast(null as boolean) as is_refusal,

        {{ to_instant('null') }} as started_at,
        {{ to_instant('null') }} as ended_at,
        {{ to_instant('null') }} as latest_ended_at,

        cast(null as integer) as last_load_id,
        cast(null as integer) as file_id,
        cast(null as bigint) as file_row

    where false

)

select * from final
{% endmacro %}

{#- No hang-ups before any queue: of a platform that does not tell of them. -#}
{% macro no_prequeue_abandons(platform) %}
with

final as (

    select
        '{{ platform }}' as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as conversation_id,

        cast(null as bigint) as prequeue_abandoned_count,

        cast(null as integer) as last_load_id

    where false

)

select * from final
{% endmacro %}
