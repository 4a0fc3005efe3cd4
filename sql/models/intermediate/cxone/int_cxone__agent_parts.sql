{{ config(materialized='table') }}

{#-
    Agents' parts in contacts. A contact names only the agent who had it in the end; where the history of its states is loaded
    and tells of several, each has a part: consecutive states with one agent, until a queue or another agent comes. After-call
    work is the last one's then, and how long each held is known only where nobody did. Where the data share tells of
    agents' parts, it is taken at its word; it alone tells who refused.
-#}

with

contacts as (

    select * from {{ ref('int_cxone__contacts') }}

),

states as (

    select * from {{ ref('int_cxone__contact_states') }}

),

agent_contacts as (

    select * from {{ ref('stg_cxone__agent_contacts') }}

),

-- Where a contact is in a queue or with an agent, in this order; what lies between does not part an agent from the contact.
steps as (

    select
        *,
        lag(state_class) over (partition by org_id, contact_id order by state_index) as previous_step,
        lag(agent_id) over (partition by org_id, contact_id order by state_index) as previous_agent_id

    from states

    where state_class = 'queue' or (state_class = 'agent' and agent_id is not null)

),

numbered as (

    select
        *,
        sum(case when previous_step = 'agent' and previous_agent_id = agent_id then 0 else 1 end)
            over (partition by org_id, contact_id order by state_index) as part_number

    from steps

    where state_class = 'agent'

),

seen_parts as (

    select
        org_id,
        contact_id,
        agent_id,
        part_number,
        {{ value_at_lowest('skill_id', 'state_index') }} as skill_id,
        min(started_at) as started_at,
        case when max(case when ended_at is null then 1 else 0 end) = 0 then max(ended_at) end as ended_at,
        cast(sum({{ milliseconds_between('started_at', 'ended_at') }}) as bigint) as agent_ms,
        min(state_index) as first_index,
        {{ value_at_highest('next_class', 'state_index') }} as next_class

    from numbered

    group by org_id, contact_id, agent_id, part_number

),

-- An agent who refused was no part of it.
connected_parts as (

    select
        *,
        count(*) over (partition by org_id, contact_id) as part_count,
        row_number() over (partition by org_id, contact_id order by part_number desc) as number_from_last,
        row_number() over (partition by org_id, contact_id, agent_id order by part_number) as number_of_agent

    from seen_parts

    where ended_at is null or agent_ms > 0

),

told_parts as (

    select
        org_id,
        contact_id,
        agent_id,
        agent_contact_id,
        skill_id,
        agent_ms,
        hold_ms,
        acw_ms,
        row_number() over (partition by org_id, contact_id, agent_id order by started_at, agent_contact_id)
            as number_of_agent,
        row_number() over (partition by org_id, contact_id order by started_at desc, agent_contact_id desc)
            as number_from_last,
        started_at,
        {{ instant_plus('started_at', 'agent_ms') }} as ended_at

    from agent_contacts

    where not is_refused and agent_ms > 0

),

-- As in the chain (D25): another agent came while this one was there or five seconds later, and stayed longer.
passed_on as (

    select distinct
        given.org_id,
        given.agent_contact_id

    from told_parts as given
    inner join told_parts as received
        on given.org_id = received.org_id
        and given.contact_id = received.contact_id
        and received.started_at > given.started_at
        and received.started_at <= {{ instant_plus('given.ended_at', '5000') }}
        and received.ended_at > given.ended_at

),

told as (

    select
        told_parts.org_id,
        told_parts.contact_id,
        told_parts.agent_id,
        told_parts.contact_id || ':' || told_parts.agent_id || case
            when told_parts.number_of_agent > 1 then ':' || cast(told_parts.number_of_agent as varchar)
            else ''
        end as session_id,
        coalesce(told_parts.skill_id, contacts.skill_id) as skill_id,

        told_parts.agent_ms,
        told_parts.hold_ms,
        told_parts.acw_ms,

        true as is_hold_known,
        true as is_alert_known,
        false as is_refused,
        cast(null as varchar) as refusal,
        true as is_answered,
        true as is_ended,
        told_parts.number_from_last = 1 as is_last,
        coalesce(connected_parts.next_class in ('queue', 'transfer'), false)
            or (passed_on.agent_contact_id is not null and not contacts.is_takeover) as is_handed_on,

        connected_parts.first_index,

        told_parts.started_at,
        told_parts.ended_at

    from told_parts
    inner join contacts
        on told_parts.org_id = contacts.org_id
        and told_parts.contact_id = contacts.contact_id
    left join connected_parts
        on told_parts.org_id = connected_parts.org_id
        and told_parts.contact_id = connected_parts.contact_id
        and told_parts.agent_id = connected_parts.agent_id
        and told_parts.number_of_agent = connected_parts.number_of_agent
    left join passed_on
        on told_parts.org_id = passed_on.org_id
        and told_parts.agent_contact_id = passed_on.agent_contact_id

),

contacts_told as (

    select distinct org_id, contact_id from told

),

several as (

    select
        connected_parts.org_id,
        connected_parts.contact_id,
        connected_parts.agent_id,
        connected_parts.contact_id || ':' || connected_parts.agent_id || case
            when connected_parts.number_of_agent > 1 then ':' || cast(connected_parts.number_of_agent as varchar)
            else ''
        end as session_id,
        coalesce(connected_parts.skill_id, contacts.skill_id) as skill_id,

        coalesce(connected_parts.agent_ms, 0) as agent_ms,
        cast(0 as bigint) as hold_ms,
        case when connected_parts.number_from_last = 1 then contacts.acw_ms else 0 end as acw_ms,

        contacts.hold_ms = 0 as is_hold_known,
        false as is_alert_known,
        false as is_refused,
        cast(null as varchar) as refusal,
        true as is_answered,
        connected_parts.ended_at is not null as is_ended,
        connected_parts.number_from_last = 1 as is_last,
        coalesce(
            connected_parts.next_class in ('queue', 'transfer')
                or (connected_parts.next_class = 'agent' and not contacts.is_takeover),
            false
        ) as is_handed_on,

        connected_parts.first_index,

        connected_parts.started_at,
        connected_parts.ended_at

    from connected_parts
    inner join contacts
        on connected_parts.org_id = contacts.org_id
        and connected_parts.contact_id = contacts.contact_id
    left join contacts_told
        on connected_parts.org_id = contacts_told.org_id
        and connected_parts.contact_id = contacts_told.contact_id

    where connected_parts.part_count > 1
        and contacts_told.contact_id is null

),

only_one as (

    select
        contacts.org_id,
        contacts.contact_id,
        coalesce(contacts.agent_id, connected_parts.agent_id) as agent_id,
        contacts.contact_id || ':' || coalesce(contacts.agent_id, connected_parts.agent_id) as session_id,
        coalesce(connected_parts.skill_id, contacts.skill_id) as skill_id,

        contacts.agent_ms,
        contacts.hold_ms,
        contacts.acw_ms,

        true as is_hold_known,
        false as is_alert_known,
        false as is_refused,
        cast(null as varchar) as refusal,
        contacts.is_answered or connected_parts.contact_id is not null as is_answered,
        not contacts.is_active or connected_parts.ended_at is not null as is_ended,
        true as is_last,
        coalesce(connected_parts.next_class in ('queue', 'transfer'), false) as is_handed_on,

        connected_parts.first_index,

        coalesce(connected_parts.started_at, contacts.answered_at, contacts.left_queue_at) as started_at,
        case
            when connected_parts.started_at is null then contacts.agent_ended_at
            when not contacts.is_active or connected_parts.ended_at is not null
                then {{ instant_plus('connected_parts.started_at', 'contacts.agent_ms') }}
        end as ended_at

    from contacts
    left join connected_parts
        on contacts.org_id = connected_parts.org_id
        and contacts.contact_id = connected_parts.contact_id
    left join several
        on contacts.org_id = several.org_id
        and contacts.contact_id = several.contact_id
        and several.is_last
    left join contacts_told
        on contacts.org_id = contacts_told.org_id
        and contacts.contact_id = contacts_told.contact_id

    where several.contact_id is null
        and contacts_told.contact_id is null
        and (
            connected_parts.contact_id is not null
            or (contacts.agent_id is not null and (contacts.is_answered or contacts.acw_ms > 0))
        )

),

refused as (

    select
        org_id,
        contact_id,
        agent_id,
        contact_id || ':' || agent_id || ':refused:' || cast(row_number() over (
            partition by org_id, contact_id, agent_id
            order by started_at, agent_contact_id
        ) as varchar) as session_id,
        skill_id,

        cast(0 as bigint) as agent_ms,
        cast(0 as bigint) as hold_ms,
        cast(0 as bigint) as acw_ms,

        true as is_hold_known,
        true as is_alert_known,
        true as is_refused,
        refusal,
        false as is_answered,
        false as is_ended,
        false as is_last,
        false as is_handed_on,

        cast(null as bigint) as first_index,

        started_at,
        ended_at

    from agent_contacts

    where is_refused

),

final as (

    select * from told
    union all
    select * from refused
    union all
    select * from several
    union all
    select * from only_one

)

select * from final
