{#-
    Visits of contacts to skills: consecutive states in one skill's queue are one visit. Without state history a contact
    is one visit to the skill it names, with its whole time in queue.
-#}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

states as (

    select * from {{ ref('int_cxone__contact_states') }}

),

contacts_with_states as (

    select distinct org_id, contact_id from states

),

in_queue as (

    select
        *,
        sum(case when previous_class = 'queue' and previous_skill_id is not distinct from skill_id then 0 else 1 end)
            over (partition by org_id, contact_id order by state_index) as visit_number

    from states

    where state_class = 'queue'

),

promises as (

    select org_id, contact_id, min(state_index) as promised_at_index
    from states
    where state_class = 'callback'
    group by 1, 2

),

seen_visits as (

    select
        in_queue.org_id,
        in_queue.contact_id,
        in_queue.visit_number,
        max(in_queue.visit_number) over (partition by in_queue.org_id, in_queue.contact_id) as visit_count,
        in_queue.skill_id,
        min(in_queue.started_at) as entered_at,
        case when max(case when in_queue.ended_at is null then 1 else 0 end) = 0 then max(in_queue.ended_at) end as left_at,
        max(in_queue.state_index) as last_index,
        {{ value_at_lowest('in_queue.previous_class', 'in_queue.state_index') }} as previous_class,
        {{ value_at_highest('in_queue.next_class', 'in_queue.state_index') }} as next_class,
        max(case when promises.promised_at_index < in_queue.state_index then 1 else 0 end) = 1 as is_promised,
        max(case when promises.promised_at_index is not null then 1 else 0 end) = 1 as has_promise

    from in_queue
    left join promises
        on in_queue.org_id = promises.org_id
        and in_queue.contact_id = promises.contact_id

    group by in_queue.org_id, in_queue.contact_id, in_queue.visit_number, in_queue.skill_id

),

from_states as (

    select
        seen_visits.org_id,
        seen_visits.contact_id,
        seen_visits.visit_number,
        seen_visits.visit_number = seen_visits.visit_count as is_last,
        coalesce(seen_visits.skill_id, contacts.skill_id) as skill_id,
        seen_visits.entered_at,
        seen_visits.left_at,
        {{ milliseconds_between('seen_visits.entered_at', 'seen_visits.left_at') }} as wait_ms,
        seen_visits.last_index,
        coalesce(seen_visits.previous_class in ('agent', 'transfer'), false) as is_after_agent,
        seen_visits.next_class,
        contacts.has_callback and (seen_visits.is_promised or not seen_visits.has_promise) as is_callback,
        true as is_path_known

    from seen_visits
    inner join contacts
        on seen_visits.org_id = contacts.org_id
        and seen_visits.contact_id = contacts.contact_id

    where not contacts.is_outbound
        -- What lies between an agent's hand-over to a person and that person is no wait for a skill (D6).
        and not (
            seen_visits.visit_number = 1
            and coalesce(contacts.arrival_indicator, 'NONE') in ('REAGENT', 'TAKEOVER')
        )

),

from_contacts as (

    select
        contacts.org_id,
        contacts.contact_id,
        1 as visit_number,
        true as is_last,
        contacts.skill_id,
        contacts.queue_entered_at as entered_at,
        case when not contacts.is_active or contacts.is_answered then contacts.left_queue_at end as left_at,
        case
            when not contacts.is_active or contacts.in_queue_ms > 0 then contacts.in_queue_ms
            when contacts.is_answered
                then {{ milliseconds_between('contacts.queue_entered_at', 'contacts.left_queue_at') }}
        end as wait_ms,
        cast(null as bigint) as last_index,
        false as is_after_agent,
        cast(null as varchar) as next_class,
        contacts.has_callback as is_callback,
        false as is_path_known

    from contacts
    left join contacts_with_states
        on contacts.org_id = contacts_with_states.org_id
        and contacts.contact_id = contacts_with_states.contact_id

    where contacts_with_states.contact_id is null
        and contacts.skill_id is not null
        and not contacts.is_outbound
        and coalesce(contacts.arrival_indicator, 'NONE') not in ('REAGENT', 'TAKEOVER')
        and not (
            contacts.in_queue_ms = 0
            and (contacts.is_takeover or coalesce(contacts.arrival_indicator, 'NONE') = 'CONSULT')
        )
        and (
            contacts.in_queue_ms > 0
            or contacts.is_answered
            or (contacts.is_active and contacts.state_name in ('INQUEUE', 'ROUTING'))
        )

),

final as (

    select * from from_states
    union all
    select * from from_contacts

)

select * from final
