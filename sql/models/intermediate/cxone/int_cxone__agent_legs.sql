{#- A contact's agent, who is the last that had it. Hold lies inside agent time and conference too; routing time is not ours. -#}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}
    where agent_id is not null
        and (is_answered or acw_ms > 0)

),

answered_visits as (

    select * from {{ ref('int_cxone__queue_legs') }}
    where agent_session_id is not null

),

final as (

    select
        'cxone' as platform,
        contacts.org_id,
        contacts.conversation_id,
        contacts.contact_id || ':' || contacts.agent_id as session_id,
        contacts.agent_id,
        contacts.skill_id as queue_id,
        contacts.disposition_id as wrap_up_code,

        coalesce(
            answered_visits.channel,
            case
                when contacts.media_channel = 'voice' and contacts.has_callback then 'callback'
                else contacts.media_channel
            end
        ) as channel,
        case when contacts.is_answered and not contacts.is_outbound then 'accepted' end as alert_outcome,

        contacts.agent_ms - contacts.hold_ms as talk_ms,
        contacts.hold_ms,
        contacts.acw_ms,
        cast(0 as bigint) as dial_ms,
        contacts.agent_ms + contacts.acw_ms as handle_ms,

        false as is_derived,
        not contacts.is_active as is_ended,
        contacts.agent_ms > 0 as is_connected,
        contacts.is_outbound as is_outbound_attempt,
        answered_visits.agent_session_id is not null as is_answered_from_queue,
        contacts.is_transferred,
        false as talk_includes_hold,

        coalesce(contacts.answered_at, contacts.left_queue_at) as started_at,
        answered_visits.answered_at,
        coalesce(contacts.answered_at, contacts.left_queue_at) as alert_ended_at,
        {{ instant_plus('contacts.left_queue_at', 'contacts.agent_ms') }} as talk_ended_at,
        {{ instant_plus('contacts.left_queue_at', 'contacts.agent_ms') }} as hold_ended_at,
        contacts.work_ended_at as acw_ended_at,
        contacts.work_ended_at as handle_ended_at,
        case when contacts.is_transferred then contacts.agent_ended_at end as transferred_at,
        contacts.ended_at,
        contacts.conversation_started_at,

        contacts.conversation_load_id as last_load_id,
        contacts.file_id,
        contacts.file_row

    from contacts
    left join answered_visits
        on contacts.org_id = answered_visits.org_id
        and contacts.contact_id || ':' || contacts.agent_id = answered_visits.agent_session_id

)

select * from final
