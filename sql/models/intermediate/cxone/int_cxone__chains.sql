{{ config(materialized='table') }}

{#-
    Which conversation a contact id belongs to: the root of the chain of masters; where the parent is outside the extract, the
    last master id that was reached. Each round doubles the length that is followed: six reach 64 contacts.
    The ids of all versions ever loaded are here, and those of what has vanished from its table, so that a build knows the
    conversations that ceased to be.
-#}

with

skills as (

    select * from {{ ref('int_cxone__skill_directions') }}

),

-- A contact that does not say which way it went, or over which channel, is touched by what says it of its skill.
contacts as (

    select
        contacts.org_id,
        contacts.contact_id,
        contacts.master_contact_id,
        case
            when (contacts.is_marked_outbound is null or contacts.marked_media_channel is null)
                and skills.last_load_id > contacts.last_load_id
                then skills.last_load_id
            else contacts.last_load_id
        end as last_load_id

    from {{ ref('int_cxone__contacts') }} as contacts
    left join skills
        on contacts.org_id = skills.org_id
        and contacts.skill_id = skills.skill_id

),

raw_contacts as (

    select
        org_id,
        {{ cxone_id('"contactId"') }} as contact_id,
        {{ cxone_id('"masterContactId"') }} as master_contact_id

    from {{ source('cxone', 'cxone_contacts') }}

    union all

    select
        org_id,
        {{ cxone_id('"contactId"') }} as contact_id,
        {{ cxone_id('"customerContactId"') }} as master_contact_id

    from {{ source('cxone', 'cxone_contact_visits') }}

),

vanished_versions as (

    select org_id, entity, record_id, last_load_id
    from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and op = 'delete'

),

vanished as (

    select org_id, record_id as contact_id, last_load_id
    from vanished_versions
    where entity = 'contacts'

    union all

    select org_id, regexp_extract(record_id, '^([^:]*)', 1) as contact_id, last_load_id
    from vanished_versions
    where entity = 'contact_visits'

    union all

    select
        vanished_versions.org_id,
        {{ cxone_id('agent_contacts."contactId"') }} as contact_id,
        vanished_versions.last_load_id

    from {{ source('cxone', 'cxone_agent_contacts') }} as agent_contacts
    inner join vanished_versions
        on agent_contacts.org_id = vanished_versions.org_id
        and vanished_versions.entity = 'agent_contacts'
        and {{ cxone_id('agent_contacts."agentContactId"') }} = vanished_versions.record_id

),

known_contacts as (

    select org_id, contact_id, last_load_id from contacts
    union all
    select org_id, contact_id, last_load_id from vanished

),

states as (

    select org_id, contact_id, max(last_load_id) as last_load_id
    from {{ ref('stg_cxone__contact_states') }}
    group by 1, 2
    union all
    select org_id, contact_id, max(last_load_id) as last_load_id
    from {{ ref('stg_cxone__agent_contacts') }}
    group by 1, 2
    union all
    select org_id, contact_id, max(last_load_id) as last_load_id
    from {{ ref('stg_cxone__contact_visits') }}
    group by 1, 2

),

reach_0 as (

    select org_id, contact_id, master_contact_id as root_id
    from contacts
    where master_contact_id <> contact_id

),

{% for round in range(1, 7) %}
reach_{{ round }} as (

    select
        near.org_id,
        near.contact_id,
        coalesce(far.root_id, near.root_id) as root_id
    from reach_{{ round - 1 }} as near
    left join reach_{{ round - 1 }} as far
        on near.org_id = far.org_id
        and near.root_id = far.contact_id

),

{% endfor %}
-- Contacts that name each other as masters have no root; each stays alone.
chained as (

    select
        reach_6.org_id,
        reach_6.contact_id,
        case when endless.contact_id is null then reach_6.root_id else reach_6.contact_id end as root_id
    from reach_6
    left join reach_0 as endless
        on reach_6.org_id = endless.org_id
        and reach_6.root_id = endless.contact_id

),

mentions as (

    select org_id, contact_id as node_id, last_load_id from known_contacts
    union all
    select raw_contacts.org_id, raw_contacts.master_contact_id as node_id, known_contacts.last_load_id
    from raw_contacts
    inner join known_contacts
        on raw_contacts.org_id = known_contacts.org_id
        and raw_contacts.contact_id = known_contacts.contact_id
    where raw_contacts.master_contact_id <> raw_contacts.contact_id
    union all
    select org_id, contact_id as node_id, last_load_id from states

),

nodes as (

    select
        mentions.org_id,
        mentions.node_id,
        coalesce(chained.root_id, mentions.node_id) as conversation_id,
        max(mentions.last_load_id) as last_load_id

    from mentions
    left join chained
        on mentions.org_id = chained.org_id
        and mentions.node_id = chained.contact_id

    where mentions.node_id is not null

    group by 1, 2, 3

),

final as (

    select
        org_id,
        node_id,
        conversation_id,
        max(last_load_id) over (partition by org_id, conversation_id) as last_load_id

    from nodes

)

select * from final
