{#- Interactions: the sum of their events. -#}

with

final as (

    select
        'lifecycle' as platform,
        org_id,
        interaction_id as conversation_id,

        cast(null as varchar) as originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        started_at,
        case when terminal_state is not null then last_event_at end as ended_at,
        {{ to_instant('null') }} as conference_started_at,
        {{ to_instant('null') }} as exported_at,

        dq_flag,

        copy_count,
        cast(1 as bigint) as version_count,
        last_load_id,
        file_id,
        file_row

    from {{ ref('int_lifecycle__interactions') }}

)

select * from final
