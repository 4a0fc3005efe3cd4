{#-
    Visits of contacts to skills: consecutive states in one skill's queue are one visit. Without state history they are what
    the data share tells, else a contact is one visit to the skill it names, with its whole time in queue.
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

share_visits as (

    select * from {{ ref('stg_cxone__contact_visits') }}
    where visit_index is not null

),

contacts_with_visits as (

    select distinct org_id, contact_id from share_visits

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
        true as is_path_known,
        cast(null as boolean) as is_answered,
        case when seen_visits.visit_number = seen_visits.visit_count then contacts.service_level_flag end as service_level_flag

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

-- Waits of the data share; that it was in the queue at all where nobody waited, the platform's own count says.
told_visits as (

    select
        visits.*,
        row_number() over (partition by visits.org_id, visits.contact_id order by visits.visit_index) as visit_number,
        count(*) over (partition by visits.org_id, visits.contact_id) as visit_count,
        coalesce(
            lag(visits.agent_ms) over (partition by visits.org_id, visits.contact_id order by visits.visit_index) > 0,
            false
        ) as is_after_agent,
        lead(visits.visit_index) over (partition by visits.org_id, visits.contact_id order by visits.visit_index)
            as next_visit_index

    from share_visits as visits
    left join contacts_with_states
        on visits.org_id = contacts_with_states.org_id
        and visits.contact_id = contacts_with_states.contact_id

    where contacts_with_states.contact_id is null
        and (visits.in_queue_ms > 0 or (visits.agent_ms > 0 and visits.is_offered))

),

from_share as (

    select
        told_visits.org_id,
        told_visits.contact_id,
        told_visits.visit_number,
        told_visits.visit_number = told_visits.visit_count as is_last,
        coalesce(told_visits.skill_id, contacts.skill_id) as skill_id,
        told_visits.entered_at,
        case
            when told_visits.ended_at is not null or told_visits.agent_ms > 0
                then {{ instant_plus('told_visits.entered_at', 'told_visits.in_queue_ms') }}
        end as left_at,
        case when told_visits.ended_at is not null or told_visits.agent_ms > 0 then told_visits.in_queue_ms end as wait_ms,
        cast(null as bigint) as last_index,
        told_visits.is_after_agent,
        case
            when told_visits.agent_ms > 0 then 'agent'
            when told_visits.is_abandoned then 'abandoned'
            when told_visits.next_visit_index is not null then 'queue'
            when told_visits.has_callback then 'callback'
            else 'end'
        end as next_class,
        told_visits.has_callback as is_callback,
        true as is_path_known,
        told_visits.agent_ms > 0 as is_answered,
        told_visits.service_level_flag

    from told_visits
    inner join contacts
        on told_visits.org_id = contacts.org_id
        and told_visits.contact_id = contacts.contact_id

    where not contacts.is_outbound

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
        false as is_path_known,
        cast(null as boolean) as is_answered,
        contacts.service_level_flag

    from contacts
    left join contacts_with_states
        on contacts.org_id = contacts_with_states.org_id
        and contacts.contact_id = contacts_with_states.contact_id

    left join contacts_with_visits
        on contacts.org_id = contacts_with_visits.org_id
        and contacts.contact_id = contacts_with_visits.contact_id

    where contacts_with_states.contact_id is null
        and contacts_with_visits.contact_id is null
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
    select * from from_share
    union all
    select * from from_contacts

)

select * from final
