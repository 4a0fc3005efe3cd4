{#-
    States of contacts: of each the newest export's, a finished one before one that still runs. One whose every version has
    vanished from its table stays as vanished, so that its contact is looked at again. The data share tells states by their
    number: where its names of the numbers are not loaded they say nothing, and where the contact's own history is, that holds.
-#}

with

records as (

    select * from {{ source('cxone', 'cxone_contact_states') }}
    where op = 'upsert'

),

vanished as (

    select file_id, file_row, max(load_id) as load_id
    from {{ source('cxone', 'cxone_contact_states') }}
    where op = 'delete'
    group by 1, 2

),

told_names as (

    select
        org_id,
        trim("contactStateId") as state_id,
        {{ normalised_enum('"contactStateName"') }} as state_name,
        load_id,
        coalesce("lastUpdated", '') as updated_at
    from {{ source('cxone', 'cxone_contact_state_names') }}
    where op = 'upsert'

),

latest_names as (

    select
        *,
        first_value(state_name) over (partition by org_id, state_id order by updated_at desc, state_name) as latest_name
    from told_names

),

names_since as (

    select
        *,
        max(case when state_name is distinct from latest_name then 1 else 0 end) over (
            partition by org_id, state_id order by updated_at desc, state_name
        ) as was_another_since
    from latest_names

),

-- A number is touched by the load from which on it means what it means now, also where it once meant that before.
names as (

    select org_id, state_id, latest_name as state_name, min(load_id) as load_id
    from names_since
    where was_another_since = 0
    group by 1, 2, 3

),

typed as (

    select
        records.org_id,
        {{ cxone_id('"contactId"') }} as contact_id,
        {{ to_bigint('"stateIndex"') }} as state_index,
        {{ cxone_id('"agentId"') }} as agent_id,
        {{ cxone_id('"skillId"') }} as skill_id,
        coalesce({{ normalised_enum('"contactStateName"') }}, names.state_name) as state_name,
        coalesce({{ normalised_enum('"digitalContactStateName"') }}, names.state_name) as digital_state_name,
        coalesce("contactStateName", "digitalContactStateName") is not null as is_named,
        {{ cxone_milliseconds('"duration"') }} as duration_ms,
        {{ cxone_instant('"startDate"') }} as started_at,
        {{ cxone_instant('"lastPollTime"') }} as exported_at,
        vanished.load_id is not null as is_vanished,
        greatest(records.load_id, coalesce(vanished.load_id, 0), coalesce(names.load_id, 0)) as load_id,
        records.file_id,
        records.file_row

    from records
    left join vanished
        on records.file_id = vanished.file_id
        and records.file_row = vanished.file_row
    left join names
        on records.org_id = names.org_id
        and trim(records."contactStateId") = names.state_id
        and coalesce(records."contactStateName", records."digitalContactStateName") is null

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, contact_id, state_index
            order by
                case when is_vanished then 1 else 0 end,
                case when is_named then 0 else 1 end,
                exported_at desc nulls last,
                case when duration_ms is null then 1 else 0 end,
                duration_ms desc,
                file_id,
                file_row
        ) as version_rank,
        max(case when is_named and not is_vanished then 1 else 0 end) over (partition by org_id, contact_id) as has_named,
        max(load_id) over (partition by org_id, contact_id) as last_load_id

    from typed

    where contact_id is not null and state_index is not null

),

final as (

    select
        'cxone' as platform,
        org_id,
        contact_id,
        state_index,
        agent_id,
        skill_id,

        state_name,
        digital_state_name,
        -- Where a contact is: before the queue, in it, with an agent, on the way to another, after it, promised a call, gone.
        case
            when is_vanished then 'vanished'
            when state_name is null and digital_state_name is null then 'unnamed'
            when state_name in ('INQUEUE', 'ROUTING', 'INQUEUEPREVIEW') or digital_state_name like '%INQUEUE'
                then 'queue'
            when state_name = 'CALLBACKPENDING' then 'callback'
            when state_name in ('ABANDONED', 'PREQUEUEABANDONED', 'OUTBOUNDABANDON') then 'abandoned'
            when state_name in ('PREQUEUE', 'SPAWNED', 'PLACECALL', 'UNDEFINED', 'OUTBOUNDPENDING')
                or digital_state_name like '%PREQUEUE' then 'pre_queue'
            when state_name in (
                'ANSWERED', 'INBOUND', 'OUTBOUND', 'OUTBOUNDANSWERED', 'EMAILREPLY', 'EMAILFORWARD', 'PREVIEW', 'ACTIVE'
            ) or digital_state_name like '%ACTIVE' then 'agent'
            when state_name in ('TRANSFER', 'EMAILTRANSFER') then 'transfer'
            when state_name in ('ENDCONTACT', 'RELEASED', 'EMAILDISCARD') then 'end'
            else 'other'
        end as state_class,

        duration_ms,

        started_at,

        last_load_id,
        file_id,
        file_row

    from ranked

    where version_rank = 1
        and (is_named or is_vanished or has_named = 0)

)

select * from final
