{#- Agents' parts in contacts, as the data share has them; hold and conference lie inside agent time. -#}

with

records as (

    select * from {{ source('cxone', 'cxone_agent_contacts') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'agent_contacts' and op = 'upsert'

),

typed as (

    select
        versions.org_id,
        versions.record_id as agent_contact_id,
        {{ cxone_id('records."contactId"') }} as contact_id,
        {{ cxone_id('records."agentId"') }} as agent_id,
        {{ cxone_id('records."skillId"') }} as skill_id,

        coalesce({{ cxone_milliseconds('records."activeSeconds"') }}, 0) as active_ms,
        coalesce({{ cxone_milliseconds('records."holdSeconds"') }}, 0) as hold_ms,
        coalesce({{ cxone_milliseconds('records."conferenceSeconds"') }}, 0) as conference_ms,
        coalesce({{ cxone_milliseconds('records."acwSeconds"') }}, 0) as acw_ms,
        {{ cxone_milliseconds('records."handleSeconds"') }} as handle_ms,

        coalesce({{ cxone_boolean('records."isRefused"') }}, false) as is_refused,
        {{ normalised_enum('records."refusedReason"') }} as refused_reason,

        {{ cxone_instant('records."startDate"') }} as started_at,
        {{ cxone_instant('records."endDate"') }} as ended_at,

        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

final as (

    select
        org_id,
        agent_contact_id,
        contact_id,
        agent_id,
        skill_id,

        coalesce(handle_ms - acw_ms, active_ms + hold_ms + conference_ms) as agent_ms,
        hold_ms,
        acw_ms,

        is_refused,
        -- Whatever else kept the agent from the contact is the agent's: a busy or wrong number, an error on the way (D20).
        case
            when not is_refused then null
            when refused_reason like '%ALREADYROUTED%' or refused_reason like '%ABANDON%' then 'caller_gone'
            when refused_reason like '%REJECT%' or refused_reason like '%REFUSE%' or refused_reason like '%DECLINE%' then 'declined'
            else 'not_responding'
        end as refusal,

        started_at,
        coalesce(ended_at, started_at) as ended_at,

        last_load_id,
        file_id,
        file_row

    from typed

    where contact_id is not null and agent_id is not null and started_at is not null

)

select * from final
