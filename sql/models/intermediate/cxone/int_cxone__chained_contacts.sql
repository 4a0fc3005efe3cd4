{{ config(materialized='table') }}

{#-
    Contacts with their conversation and what the chain says of them: who handed them over (D25), and how they came.
    A contact is given by the latest agent in another contact of the same root who was still there, or had left five seconds
    ago at most, when it began, and who left before it ended.
-#}

with

contacts as (

    select * from {{ ref('int_cxone__contacts') }}

),

chains as (

    select * from {{ ref('int_cxone__chains') }}

),

agent_parts as (

    select * from {{ ref('int_cxone__agent_parts') }}

),

last_parts as (

    select * from agent_parts
    where is_last

),

skills as (

    select * from {{ ref('int_cxone__skill_directions') }}

),

members as (

    select
        contacts.*,
        coalesce(contacts.is_marked_outbound, skills.is_outbound, false) as is_outbound,
        coalesce(contacts.marked_media_channel, skills.media_channel, 'other') as media_channel,
        case when not contacts.is_active then greatest(contacts.ended_at, coalesce(last_parts.ended_at, contacts.ended_at)) end
            as gone_at,
        chains.conversation_id,
        chains.last_load_id as conversation_load_id,
        row_number() over (
            partition by contacts.org_id, chains.conversation_id
            order by
                case when contacts.contact_id = chains.conversation_id then 0 else 1 end,
                contacts.started_at,
                contacts.contact_id
        ) as position,
        count(*) over (partition by contacts.org_id, chains.conversation_id) as contact_count,
        min(contacts.started_at) over (partition by contacts.org_id, chains.conversation_id) as conversation_started_at

    from contacts
    inner join chains
        on contacts.org_id = chains.org_id
        and contacts.contact_id = chains.node_id
    left join last_parts
        on contacts.org_id = last_parts.org_id
        and contacts.contact_id = last_parts.contact_id
    left join skills
        on contacts.org_id = skills.org_id
        and contacts.skill_id = skills.skill_id

),

in_chains as (

    select * from members
    where contact_count > 1

),

possible_givers as (

    select
        received.org_id,
        received.contact_id,
        given.contact_id as giver_contact_id,
        given.transfer_indicator as giver_indicator,
        agent_parts.session_id as giver_session_id,
        received.gone_at is null
            or (agent_parts.ended_at is not null and received.gone_at > agent_parts.ended_at) as is_handed_over,
        row_number() over (
            partition by received.org_id, received.contact_id
            order by agent_parts.started_at desc, agent_parts.session_id desc
        ) as giver_rank

    from in_chains as received
    inner join in_chains as given
        on received.org_id = given.org_id
        and received.conversation_id = given.conversation_id
        and received.contact_id <> given.contact_id
    inner join agent_parts
        on given.org_id = agent_parts.org_id
        and given.contact_id = agent_parts.contact_id
        and agent_parts.is_answered
        and received.started_at >= agent_parts.started_at
        and (
            agent_parts.ended_at is null
            or received.started_at <= {{ instant_plus('agent_parts.ended_at', '5000') }}
        )

),

givers as (

    select * from possible_givers
    where giver_rank = 1

),

-- On which side the indicator stands: the root has none and the last has one, on those who received; the reverse, on those who gave.
sides as (

    select
        org_id,
        conversation_id,
        coalesce({{ value_at_lowest('transfer_indicator', 'position') }}, 'NONE') as first_indicator,
        coalesce({{ value_at_highest('transfer_indicator', 'position') }}, 'NONE') as last_indicator

    from in_chains

    group by 1, 2

),

final as (

    select
        members.*,
        givers.giver_contact_id,
        case when givers.is_handed_over then givers.giver_session_id end as handed_over_by_session_id,
        case
            when sides.first_indicator <> 'NONE' and sides.last_indicator = 'NONE' then givers.giver_indicator
            else members.transfer_indicator
        end as arrival_indicator

    from members
    left join givers
        on members.org_id = givers.org_id
        and members.contact_id = givers.contact_id
    left join sides
        on members.org_id = sides.org_id
        and members.conversation_id = sides.conversation_id

)

select * from final
