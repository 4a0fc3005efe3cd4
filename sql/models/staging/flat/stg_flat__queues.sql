{#- Queues as the rows name them, the newest name of each; no targets. -#}

with

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, queue_id
            order by ingested_at desc nulls last, started_at desc nulls last, queue_name desc nulls last, row_id
        ) as row_rank

    from {{ ref('stg_flat__rows') }}

    where queue_id is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        queue_id,
        cast(null as varchar) as division_id,

        queue_name,

        cast(null as bigint) as voice_target_ms,
        cast(null as bigint) as callback_target_ms,
        cast(null as bigint) as chat_target_ms,
        cast(null as bigint) as email_target_ms,
        cast(null as bigint) as message_target_ms,
        cast(null as double) as voice_target_rate,
        conversation_load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where row_rank = 1

)

select * from final
