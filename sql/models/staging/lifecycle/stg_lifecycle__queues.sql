{#- Queues as events name them: by id alone. -#}

with

ranked as (

    select
        org_id,
        queue_id,
        last_load_id,
        file_id,
        file_row,
        row_number() over (partition by org_id, queue_id order by last_load_id desc, file_id, file_row) as row_rank

    from {{ ref('stg_lifecycle__events') }}

    where queue_id is not null
        and not is_superseded

),

final as (

    select
        'lifecycle' as platform,
        org_id,
        queue_id,
        cast(null as varchar) as division_id,

        queue_id as queue_name,

        cast(null as bigint) as voice_target_ms,
        cast(null as bigint) as callback_target_ms,
        cast(null as bigint) as chat_target_ms,
        cast(null as bigint) as email_target_ms,
        cast(null as bigint) as message_target_ms,
        cast(null as double) as voice_target_rate,
        last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
