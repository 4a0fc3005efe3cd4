{{ config(materialized='view') }}

{#-
    A row is told from others of its conversation by its start, queue and agent. Its hash is that of what it says, not of how
    it was written, so that the same table as CSV and as Parquet is the same content.
-#}
{% set content = [
    'lower(channel)', 'queue_name', 'agent_name', 'cast(is_abandoned as varchar)', 'cast(is_transferred as varchar)',
    'wrap_up_code', 'cast(handle_seconds as varchar)', 'cast(talk_seconds as varchar)', 'cast(hold_seconds as varchar)',
    'cast(acw_seconds as varchar)', 'cast(ended_at as varchar)'
] %}

with

records as (

    select * from {{ ref('stg_flat__landed_rows') }}
    where conversation_id is not null

),

final as (

    select
        'flat' as platform,
        org_id,
        'conversation_rows' as entity,
        conversation_id
        || ':' || coalesce(cast(started_at as varchar), start_text, '')
        || ':' || coalesce(queue_id, '')
        || ':' || coalesce(agent_id, '') as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast(ingested_at as varchar) as updated_at,
        {{ to_instant('null') }} as exported_at,
        has_end as is_closed,
        ended_at as latest_at,
        md5({% for value in content %}coalesce({{ value }}, ''){% if not loop.last %} || '|' || {% endif %}{% endfor %})
            as payload_hash

    from records

)

select * from final
