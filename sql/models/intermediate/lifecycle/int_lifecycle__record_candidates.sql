{{ config(materialized='view') }}

{#- One event is one, through whatever subscription it came: its event_id. Without one it is what it says and when. -#}

with

records as (

    select * from {{ source('lifecycle', 'lifecycle_events') }}

),

final as (

    select
        'lifecycle' as platform,
        org_id,
        'events' as entity,
        coalesce(event_id, md5(
            interaction_id || ':' || coalesce(timestamp_utc, '') || ':' || coalesce(type, '') || ':' || coalesce(state, '')
        )) as record_id,
        load_id,
        file_id,
        file_row,
        op,
        cast(null as varchar) as updated_at,
        {{ to_instant('null') }} as exported_at,
        true as is_closed,
        {{ to_instant('timestamp_utc') }} as latest_at,
        content_hash as payload_hash

    from records

    where interaction_id is not null

)

select * from final
