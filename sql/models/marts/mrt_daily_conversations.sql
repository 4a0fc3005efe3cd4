{#- Conversations on the local day on which they began; among them those that never came into a queue, in no other mart. -#}

with

conversations as (

    select
        *,
        {{ local_date('started_at', var('report_timezone')) }} as interaction_date

    from {{ ref('fct_conversations') }}

    where started_at is not null

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

totals as (

    select
        platform,
        org_id,
        interaction_date,
        count(*) as conversation_count,
        sum(case when queue_leg_count > 0 then 1 else 0 end) as queued_count,
        sum(case when handled_count > 0 then 1 else 0 end) as handled_count,
        case when count(*) = count(prequeue_abandoned_count) then sum(prequeue_abandoned_count) end
            as prequeue_abandoned_count

    from conversations

    group by 1, 2, 3

),

final as (

    select
        totals.platform,
        totals.org_id,
        totals.interaction_date,

        cast(totals.conversation_count as bigint) as conversation_count,
        cast(totals.queued_count as bigint) as queued_count,
        cast(totals.handled_count as bigint) as handled_count,
        cast(totals.prequeue_abandoned_count as bigint) as prequeue_abandoned_count,

        {{ is_final('totals.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from totals
    left join completeness
        on totals.platform = completeness.platform
        and totals.org_id = completeness.org_id

)

select * from final
