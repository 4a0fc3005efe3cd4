{{ config(materialized='view') }}

{#- The inbound conversations of known customers that reached a queue, and what became of the first contacts among them (D22). -#}

with

contacts as (

    select * from {{ ref('int_first_contacts') }}

),

conversations as (

    select * from {{ ref('fct_conversations') }}

),

final as (

    select
        contacts.platform,
        contacts.org_id,
        contacts.conversation_id,
        conversations.customer_key,
        conversations.resolving_agent_id,
        conversations.resolving_queue_id,

        conversations.channel,
        contacts.first_contact_status,

        contacts.started_at,
        conversations.ended_at,
        {{ first_contact_window_end('conversations.ended_at') }} as window_ends_at,

        contacts.last_load_id

    from contacts
    inner join conversations
        on contacts.platform = conversations.platform
        and contacts.org_id = conversations.org_id
        and contacts.conversation_id = conversations.conversation_id

)

select * from final
