{#-
    The conversations that a load changed since this model last ran: what an incremental run replaces. A model's own
    newest load is its only state, so that a build that was interrupted goes on where it stopped.
-#}
{% macro touched_conversations() %}
{% if is_incremental() %}
touched as (

    select platform, org_id, record_id as conversation_id
    from {{ ref('int_record_versions') }}
    where entity = 'conversations'
        and last_load_id > (select coalesce(max(last_load_id), 0) from {{ this }})

),
{% endif %}
{% endmacro %}

{#- Keeps an incremental run to rows that changed since it last ran; a full run reads everything. -#}
{% macro where_touched() %}
{% if is_incremental() %}where last_load_id > (select coalesce(max(last_load_id), 0) from {{ this }}){% endif %}
{% endmacro %}
