{{ config(materialized='view') }}

{#-
    A row is told from others of its conversation by its start, queue and agent. Its hash is that of what it says, not of how
    it was written, so that the same table as CSV and as Parquet is the same content.
-#}
{% set content = [
    'lower(channel)', 'queue_name', 'agent_name', 'lower(abandoned)', 'lower(transferred)', 'wrapup_code',
    'cast(' ~ to_double('handle_seconds') ~ ' as varchar)', 'cast(' ~ to_double('talk_seconds') ~ ' as varchar)',
    'cast(' ~ to_double('hold_seconds') ~ ' as varchar)', 'cast(' ~ to_double('acw_seconds') ~ ' as varchar)',
    'cast(' ~ to_instant('end_time') ~ ' as varchar)'
] %}

with

records as (

    select * from {{ source('flat', 'flat_conversations') }}
    where conversation_id is not null

),

final as (

    select
        'flat' as platform,
        org_id,
        'conversation_rows' as entity,
        conversation_id
        || ':' || coalesce(cast({{ to_instant('start_time') }} as varchar), start_time, '')
        || ':' || coalesce(queue_id, '')
        || ':' || coalesce(agent_id, '') as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast({{ to_instant('ingested_at') }} as varchar) as updated_at,
        {{ to_instant('null') }} as exported_at,
        end_time is not null as is_closed,
        {{ to_instant('end_time') }} as latest_at,
        md5({% for value in content %}coalesce({{ value }}, ''){% if not loop.last %} || '|' || {% endif %}{% endfor %})
            as payload_hash

    from records

)

select * from final
