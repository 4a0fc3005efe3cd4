{#- Agents as the rows name them, the newest name of each. -#}

with

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id
            order by ingested_at desc nulls last, started_at desc nulls last, agent_name desc nulls last, row_id
        ) as row_rank

    from {{ ref('stg_flat__rows') }}

    where agent_id is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        agent_id,
        cast(null as varchar) as team_id,
        cast(null as varchar) as division_id,
        cast(null as varchar) as manager_id,

        agent_name,
        cast(null as varchar) as email,
        cast(null as varchar) as department,
        cast(null as varchar) as title,
        cast(null as varchar) as agent_state,
        conversation_load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
