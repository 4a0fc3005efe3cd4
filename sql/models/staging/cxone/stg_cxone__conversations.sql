{#- The customer's journey: all contacts that lead to one root of the master chain. -#}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

final as (

    select
        'cxone' as platform,
        org_id,
        conversation_id,

        case when {{ value_at_lowest('is_outbound', 'position') }} then 'outbound' else 'inbound' end
            as originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        min(started_at) as started_at,
        case when max(case when is_active then 1 else 0 end) = 0 then max(work_ended_at) end as ended_at,
        cast(null as timestamp with time zone) as conference_started_at,
        max(exported_at) as exported_at,

        coalesce(max(case when dq_flag <> 'OK' then dq_flag end), 'OK') as dq_flag,

        cast(sum(copy_count) as bigint) as copy_count,
        cast(max(version_count) as bigint) as version_count,
        max(conversation_load_id) as last_load_id,
        {{ value_at_lowest('file_id', 'position') }} as file_id,
        {{ value_at_lowest('file_row', 'position') }} as file_row

    from contacts

    group by org_id, conversation_id

)

select * from final
