{#-
    What became of first contacts (D22): what the customer did until the window closes is known when the data reaches so far.
-#}

with

contacts as (

    select * from {{ ref('int_customer_contacts') }}

),

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

final as (

    select
        contacts.platform,
        contacts.org_id,
        contacts.conversation_id,

        case
            when not contacts.is_handled then 'not_handled'
            when not contacts.is_first_contact then 'follow_up'
            when completeness.complete_until is null or contacts.window_ends_at > completeness.complete_until then 'pending'
            when contacts.repeated_at is not null then 'repeated'
            else 'resolved'
        end as first_contact_status,

        contacts.started_at,
        contacts.window_ends_at,

        contacts.last_load_id

    from contacts
    left join completeness
        on contacts.platform = completeness.platform
        and contacts.org_id = completeness.org_id

)

select * from final
