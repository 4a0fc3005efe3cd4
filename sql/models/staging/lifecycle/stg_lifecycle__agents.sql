{#- Agents as events name them: by id alone. -#}

with

ranked as (

    select
        org_id,
        user_id,
        last_load_id,
        file_id,
        file_row,
        row_number() over (partition by org_id, user_id order by last_load_id desc, file_id, file_row) as row_rank

    from {{ ref('stg_lifecycle__participants') }}

    where user_id is not null

),

final as (

    select
        'lifecycle' as platform,
        org_id,
        user_id as agent_id,
        cast(null as varchar) as team_id,
        cast(null as varchar) as division_id,
        cast(null as varchar) as manager_id,

        user_id as agent_name,
        cast(null as varchar) as email,
        cast(null as varchar) as department,
        cast(null as varchar) as title,
        cast(null as varchar) as agent_state,
        last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
