{#- Contacts of the data share that agents answered, whose agents' parts are not loaded: nobody handled them, and no handle time counts. -#}
{{ config(severity='warn') }}

with

contacts as (

    select * from {{ ref('int_cxone__contacts') }}
    where is_answered and agent_id is null and not is_active

),

agent_parts as (

    select distinct org_id, contact_id from {{ ref('int_cxone__agent_parts') }}
    where not is_refused

)

select
    'cxone:' || contacts.org_id as record_key,
    cast(count(*) as varchar) || ' answered without a known agent' as observed,
    'AGENT_CONTACT_FACT beside CONTACT_SKILL_FACT' as expected

from contacts
left join agent_parts
    on contacts.org_id = agent_parts.org_id
    and contacts.contact_id = agent_parts.contact_id

where agent_parts.contact_id is null

group by contacts.org_id
