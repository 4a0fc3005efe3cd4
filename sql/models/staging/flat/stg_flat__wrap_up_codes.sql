{#- Wrap-up codes of the rows; a warehouse's table has no other name for them. -#}

with

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, wrap_up_code
            order by ingested_at desc nulls last, started_at desc nulls last, wrap_up_code desc nulls last, row_id
        ) as row_rank

    from {{ ref('stg_flat__rows') }}

    where wrap_up_code is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        wrap_up_code,
        wrap_up_code as wrap_up_name,
        conversation_load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
