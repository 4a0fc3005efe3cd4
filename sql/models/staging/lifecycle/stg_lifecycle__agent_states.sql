{#- Lifecycle events know nothing of agents' states: none. -#}

with

final as (

    select
        'lifecycle' as platform,
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
