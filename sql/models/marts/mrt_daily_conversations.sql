{{ config(materialized='view') }}

{#- Conversations on the local day on which they began; among them those that never came into a queue, in no other mart. -#}

with

days as (

    select * from {{ ref('int_conversation_days') }}

),

first_contact_days as (

    select * from {{ ref('int_first_contact_days') }}

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

        -- Nobody was handled: none; somebody, and no customer is known: not known.
        coalesce(first_contact_days.first_contact_base_count, case when days.handled_count = 0 then 0 end)
            as first_contact_base_count,
        coalesce(first_contact_days.first_contact_resolved_count, case when days.handled_count = 0 then 0 end)
            as first_contact_resolved_count,
        coalesce(first_contact_days.first_contact_pending_count, case when days.handled_count = 0 then 0 end)
            as first_contact_pending_count,
        {{ ratio('first_contact_days.first_contact_resolved_count', 'first_contact_days.first_contact_base_count') }}
            as fcr_rate,

        {{ is_final('days.interaction_date', 'completeness.complete_until') }} as is_final,
        {{ var('definition_version') }} as definition_version

    from days
    left join first_contact_days
        on days.platform = first_contact_days.platform
        and days.org_id = first_contact_days.org_id
        and days.interaction_date = first_contact_days.interaction_date
    left join completeness
        on days.platform = completeness.platform
        and days.org_id = completeness.org_id

)

select * from final
