{#- Dispositions as events name them: by id alone. -#}

with

ranked as (

    select
        org_id,
        wrap_up_code,
        last_load_id,
        file_id,
        file_row,
        row_number() over (partition by org_id, wrap_up_code order by last_load_id desc, file_id, file_row) as row_rank

    from {{ ref('stg_lifecycle__events') }}

    where wrap_up_code is not null
        and not is_superseded

),

final as (

    select
        'lifecycle' as platform,
        org_id,
        wrap_up_code,
        wrap_up_code as wrap_up_name,
        last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
