{#- Contacts of which nothing but states is loaded, as CONTACT_ACTIVITY_FACT alone tells them: they are in no figure. -#}
{{ config(severity='warn') }}

with

states as (

    select distinct org_id, {{ cxone_id('"contactId"') }} as contact_id
    from {{ source('cxone', 'cxone_contact_states') }}
    where op = 'upsert'
        and (file_id, file_row) not in (
            select file_id, file_row from {{ source('cxone', 'cxone_contact_states') }}
            where op = 'delete'
        )

),

contacts as (

    select * from {{ ref('int_cxone__contacts') }}

)

select
    'cxone:' || states.org_id as record_key,
    {{ counted('count(*)', 'contact', 'contacts') }} || ' by states alone' as observed,
    'the contacts beside their states: completed contacts, CONTACT_SKILL_FACT or CONTACT_FACT' as expected

from states
left join contacts
    on states.org_id = contacts.org_id
    and states.contact_id = contacts.contact_id

where states.contact_id is not null
    and contacts.contact_id is null

group by states.org_id
