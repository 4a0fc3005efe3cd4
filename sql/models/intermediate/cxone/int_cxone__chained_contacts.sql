{{ config(materialized='table') }}

{#-
    Contacts with their conversation and what the chain says of them: who handed them over (D25), and how they came.
    A contact is given by the latest contact of the same root whose agent was still there, or had left five seconds ago
    at most, when it began, and who left before it ended.
-#}

with

contacts as (

    select * from {{ ref('int_cxone__contacts') }}

),

chains as (

    select * from {{ ref('int_cxone__chains') }}

),

members as (

    select
        contacts.*,
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
        received.ended_at is null
            or (given.agent_ended_at is not null and received.ended_at > given.agent_ended_at) as is_handed_over,
        row_number() over (
            partition by received.org_id, received.contact_id
            order by given.answered_at desc, given.contact_id desc
        ) as giver_rank

    from in_chains as received
    inner join in_chains as given
        on received.org_id = given.org_id
        and received.conversation_id = given.conversation_id
        and received.contact_id <> given.contact_id
        and received.started_at >= given.answered_at
        and (
            given.agent_ended_at is null
            or received.started_at <= {{ instant_plus('given.agent_ended_at', '5000') }}
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

handed_over as (

    select distinct org_id, giver_contact_id as contact_id
    from givers
    where is_handed_over

),

final as (

    select
        members.*,
        givers.giver_contact_id,
        case
            when sides.first_indicator <> 'NONE' and sides.last_indicator = 'NONE' then givers.giver_indicator
            else members.transfer_indicator
        end as arrival_indicator,
        handed_over.contact_id is not null or coalesce(members.transfer_indicator = 'EXTERNAL', false) as is_transferred

    from members
    left join givers
        on members.org_id = givers.org_id
        and members.contact_id = givers.contact_id
    left join sides
        on members.org_id = sides.org_id
        and members.conversation_id = sides.conversation_id
    left join handed_over
        on members.org_id = handed_over.org_id
        and members.contact_id = handed_over.contact_id

)

select * from final
