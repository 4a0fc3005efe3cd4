with

metrics as (

    select * from {{ ref('stg_genesys__metrics') }}
    where metric_name = 'nConsult'

),

final as (

    select
        file_id,
        file_row,
        emitted_at as consulted_at

    from metrics

    where emitted_at is not null

    group by 1, 2, 3

)

select * from final
