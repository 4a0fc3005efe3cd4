{#- Agents' parts in contacts. Hold lies inside agent time and conference too; routing time is not ours. -#}

with

agent_parts as (

    select * from {{ ref('int_cxone__agent_parts') }}

),

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

answered_visits as (

    select * from {{ ref('int_cxone__queue_legs') }}
    where agent_session_id is not null

),

handed_over as (

    select distinct org_id, handed_over_by_session_id as session_id
    from contacts
    where handed_over_by_session_id is not null

),

parts as (

    select
        agent_parts.*,
        agent_parts.is_handed_on
            or handed_over.session_id is not null
            or (agent_parts.is_last and coalesce(contacts.transfer_indicator = 'EXTERNAL', false)) as is_transferred,
        {{ instant_plus('coalesce(agent_parts.ended_at, agent_parts.started_at)', 'agent_parts.acw_ms') }}
            as work_ended_at

    from agent_parts
    inner join contacts
        on agent_parts.org_id = contacts.org_id
        and agent_parts.contact_id = contacts.contact_id
    left join handed_over
        on agent_parts.org_id = handed_over.org_id
        and agent_parts.session_id = handed_over.session_id

),

final as (

    select
        'cxone' as platform,
        parts.org_id,
        contacts.conversation_id,
        parts.session_id,
        parts.agent_id,
        parts.skill_id as queue_id,
        case when parts.is_last then contacts.disposition_id end as wrap_up_code,

        coalesce(
            answered_visits.channel,
            case
                when contacts.media_channel = 'voice' and contacts.has_callback then 'callback'
                else contacts.media_channel
            end
        ) as channel,
        case
            when contacts.is_outbound then null
            when parts.is_refused then parts.refusal
            when parts.is_answered then 'accepted'
        end as alert_outcome,

        parts.agent_ms - case when parts.is_hold_known then parts.hold_ms else 0 end as talk_ms,
        case when parts.is_hold_known then parts.hold_ms end as hold_ms,
        parts.acw_ms,
        cast(0 as bigint) as dial_ms,
        parts.agent_ms + parts.acw_ms as handle_ms,

        false as is_derived,
        parts.is_ended,
        parts.agent_ms > 0 as is_connected,
        contacts.is_outbound as is_outbound_attempt,
        answered_visits.agent_session_id is not null as is_answered_from_queue,
        parts.is_transferred,
        not parts.is_hold_known as talk_includes_hold,
        parts.is_alert_known,

        parts.started_at,
        answered_visits.answered_at,
        case when parts.is_refused then parts.ended_at else parts.started_at end as alert_ended_at,
        coalesce(parts.ended_at, parts.started_at) as talk_ended_at,
        coalesce(parts.ended_at, parts.started_at) as hold_ended_at,
        parts.work_ended_at as acw_ended_at,
        parts.work_ended_at as handle_ended_at,
        case when parts.is_transferred then parts.ended_at end as transferred_at,
        case when parts.is_ended then coalesce(parts.ended_at, contacts.gone_at) end as ended_at,
        contacts.conversation_started_at,

        contacts.conversation_load_id as last_load_id,
        contacts.file_id,
        contacts.file_row

    from parts
    inner join contacts
        on parts.org_id = contacts.org_id
        and parts.contact_id = contacts.contact_id
    left join answered_visits
        on parts.org_id = answered_visits.org_id
        and parts.session_id = answered_visits.agent_session_id

)

select * from final
