{{ config(materialized='view') }}

{#- Conversations on the local day on which they began; among them those that never came into a queue, in no other mart. -#}

with

days as (

    select * from {{ ref('int_conversation_days') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

final as (

    select
        days.platform,
        days.org_id,
        days.interaction_date,

        days.conversation_count,
        days.queued_count,
        days.handled_count,
        days.prequeue_abandoned_count,

        {{ is_final('days.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from days
    left join completeness
        on days.platform = completeness.platform
        and days.org_id = completeness.org_id

)

select * from final
