{#-
    Contacts that only the data share tells of, made of their visits to skills; where those are not loaded, whole. Which agent
    had them only the agents' own parts say.
-#}

with

visits as (

    select
        *,
        coalesce(visit_index, 0) as position,
        max(case when visit_index is null then 0 else 1 end) over (partition by org_id, contact_id) as is_told_by_skill,
        max(last_load_id) over (partition by org_id, contact_id) as contact_load_id,
        max(end_reason) over (partition by org_id, contact_id) as contact_end_reason

    from {{ ref('stg_cxone__contact_visits') }}

),

contacts as (

    select * from {{ ref('stg_cxone__contacts') }}

),

final as (

    select
        'cxone' as platform,
        visits.org_id,
        visits.contact_id,
        coalesce({{ value_at_lowest('visits.customer_contact_id', 'visits.position') }}, visits.contact_id) as master_contact_id,
        {{ value_at_highest('visits.skill_id', 'visits.position') }} as skill_id,
        cast(null as varchar) as agent_id,
        cast(null as varchar) as team_id,
        cast(null as varchar) as disposition_id,

        cast(null as varchar) as skill_name,
        cast(null as varchar) as agent_name,
        cast(null as varchar) as media_channel,
        cast(null as varchar) as transfer_indicator,
        cast(null as varchar) as state_name,
        max(visits.contact_end_reason) as end_reason,
        {{ value_at_lowest('visits.from_address', 'visits.position') }} as from_address,

        cast(sum(visits.pre_queue_ms) as bigint) as pre_queue_ms,
        cast(sum(visits.in_queue_ms) as bigint) as in_queue_ms,
        cast(sum(visits.agent_ms) as bigint) as agent_ms,
        cast(sum(visits.hold_ms) as bigint) as hold_ms,
        cast(0 as bigint) as acw_ms,
        cast(0 as bigint) as post_queue_ms,
        cast(0 as bigint) as release_ms,
        {{ milliseconds_between('min(visits.started_at)', 'max(visits.ended_at)') }} as total_ms,

        {{ value_at_highest('visits.service_level_flag', 'visits.position') }} as service_level_flag,
        min(case when visits.is_marked_outbound then 1 when not visits.is_marked_outbound then 0 end) = 1 as is_marked_outbound,
        max(case when visits.is_abandoned then 1 else 0 end) = 1 as is_abandoned,
        max(case when visits.is_short_abandon then 1 else 0 end) = 1 as is_short_abandon,
        max(case when visits.is_takeover then 1 else 0 end) = 1 as is_takeover,
        max(case when visits.ended_at is null then 1 else 0 end) = 1 as is_active,
        max(case when visits.has_callback then 1 else 0 end) = 1 as has_callback,

        min(visits.started_at) as started_at,
        {{ to_instant('null') }} as agent_started_at,
        max(visits.updated_at) as updated_at,
        -- After-call work is in the agents' parts.
        max(visits.updated_at) as acw_warehoused_at,
        max(visits.exported_at) as exported_at,

        cast(max(visits.copy_count) as bigint) as copy_count,
        cast(max(visits.version_count) as bigint) as version_count,
        max(visits.contact_load_id) as last_load_id,
        {{ value_at_lowest('visits.file_id', 'visits.position') }} as file_id,
        {{ value_at_lowest('visits.file_row', 'visits.position') }} as file_row,
        case when min(visits.started_at) is null then 'INVALID_START' else 'OK' end as dq_flag

    from visits
    left join contacts
        on visits.org_id = contacts.org_id
        and visits.contact_id = contacts.contact_id

    where contacts.contact_id is null
        and (visits.visit_index is not null or visits.is_told_by_skill = 0)

    group by visits.org_id, visits.contact_id

)

select * from final
