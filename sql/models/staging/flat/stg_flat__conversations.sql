with

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, conversation_id
            order by started_at desc nulls last, ended_at desc nulls last, row_id
        ) as row_rank

    from {{ ref('stg_flat__rows') }}

    where not is_deleted

),

totals as (

    select
        org_id,
        conversation_id,
        max(ended_at) as ended_at,
        max(ingested_at) as exported_at,
        max(case when ended_at is null then 1 else 0 end) as open_count,
        max(case when dq_flag <> 'OK' then dq_flag end) as dq_flag,
        cast(sum(copy_count) as bigint) as copy_count,
        cast(max(version_count) as bigint) as version_count

    from ranked

    group by 1, 2

),

final as (

    select
        'flat' as platform,
        ranked.org_id,
        ranked.conversation_id,

        cast(null as varchar) as originating_direction,
        cast(null as varchar) as conversation_initiator,
        cast(null as varchar) as external_tag,
        cast(null as varchar) as division_ids,

        cast(null as double) as minimum_mos,

        ranked.conversation_started_at as started_at,
        case when totals.open_count = 0 then totals.ended_at end as ended_at,
        {{ to_instant('null') }} as conference_started_at,
        totals.exported_at,

        coalesce(totals.dq_flag, 'OK') as dq_flag,

        totals.copy_count,
        totals.version_count,
        ranked.conversation_load_id as last_load_id,
        ranked.file_id,
        ranked.file_row

    from ranked
    inner join totals
        on ranked.org_id = totals.org_id
        and ranked.conversation_id = totals.conversation_id

    where ranked.row_rank = 1

)

select * from final
