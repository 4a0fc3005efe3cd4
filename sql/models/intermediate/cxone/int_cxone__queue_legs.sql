with

visits as (

    select * from {{ ref('int_cxone__visits') }}

),

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

agent_parts as (

    select * from {{ ref('int_cxone__agent_parts') }}

),

-- Of the visits before an agent came, the agent answered the last. The data share and contacts tell the same instant in whole
-- seconds or better.
visits_before_agents as (

    select
        visits.org_id,
        visits.contact_id,
        visits.visit_number,
        agent_parts.session_id,
        agent_parts.agent_id,
        agent_parts.first_index,
        agent_parts.started_at,
        row_number() over (
            partition by agent_parts.org_id, agent_parts.session_id
            order by visits.visit_number desc
        ) as visit_rank

    from visits
    inner join agent_parts
        on visits.org_id = agent_parts.org_id
        and visits.contact_id = agent_parts.contact_id
        and (
            visits.last_index < agent_parts.first_index
            or (
                agent_parts.first_index is null
                and agent_parts.is_answered
                and (
                    visits.is_answered is null
                    or (
                        visits.is_answered
                        and visits.entered_at <= {{ instant_plus('agent_parts.started_at', '5000') }}
                    )
                )
            )
        )

),

-- And the first who came after a visit answered it.
answers as (

    select
        *,
        row_number() over (partition by org_id, contact_id, visit_number order by first_index, started_at) as answer_rank

    from visits_before_agents

    where visit_rank = 1

),

outcomes as (

    select
        visits.*,
        answers.session_id as agent_session_id,
        answers.agent_id,
        coalesce(contacts.arrival_indicator = 'CONSULT', false) as is_consult,
        case
            when answers.session_id is not null or coalesce(visits.is_answered, false) then 'answered'
            when visits.is_last and visits.left_at is null and contacts.is_active then 'open'
            when coalesce(contacts.arrival_indicator = 'CONSULT', false) then 'other'
            when visits.next_class = 'abandoned' then 'abandoned'
            when visits.is_last and contacts.is_abandoned and coalesce(visits.next_class, 'end') in ('end', 'other')
                then 'abandoned'
            else 'flow_out'
        end as outcome

    from visits
    inner join contacts
        on visits.org_id = contacts.org_id
        and visits.contact_id = contacts.contact_id
    left join answers
        on visits.org_id = answers.org_id
        and visits.contact_id = answers.contact_id
        and visits.visit_number = answers.visit_number
        and answers.answer_rank = 1

),

final as (

    select
        'cxone' as platform,
        outcomes.org_id,
        contacts.conversation_id,
        outcomes.contact_id || ':' || cast(outcomes.visit_number as varchar) as session_id,
        outcomes.agent_session_id,
        outcomes.skill_id as queue_id,
        outcomes.agent_id,

        case
            when contacts.media_channel = 'voice' and outcomes.is_callback then 'callback'
            else contacts.media_channel
        end as channel,
        outcomes.outcome,
        case
            when outcomes.outcome <> 'flow_out' then null
            when outcomes.next_class = 'callback' then 'callback'
            when outcomes.next_class = 'queue' then 'overflow'
            when outcomes.is_last and contacts.end_reason like '%voice%mail%' then 'voicemail'
            when outcomes.is_last and contacts.end_reason like '%callback%' then 'callback'
            when outcomes.is_last and contacts.end_reason like '%overflow%' then 'overflow'
            when outcomes.is_last and contacts.end_reason like '%time%out%' then 'timeout'
            when not outcomes.is_path_known and contacts.has_callback then 'callback'
        end as flow_out_kind,

        outcomes.wait_ms,

        false as is_derived,
        true as is_wait_known,
        outcomes.is_consult,
        not outcomes.is_consult and (
            outcomes.is_after_agent
            or (contacts.giver_contact_id is not null and outcomes.visit_number = 1)
        ) as is_transferred_in,
        outcomes.is_last and contacts.is_short_abandon as is_short_abandon,
        outcomes.outcome = 'answered' and outcomes.is_last and contacts.is_abandoned as is_held_party_abandon,
        -- 0 is good, 1 is not, -1 was not counted. Of unanswered contacts the flag never enters our own figure.
        case when outcomes.outcome = 'answered' then case outcomes.service_level_flag
            when 0 then false
            when 1 then true
        end end as is_over_target,

        outcomes.entered_at,
        outcomes.left_at,
        case when outcomes.outcome = 'answered' then outcomes.left_at end as answered_at,
        contacts.conversation_started_at,

        contacts.conversation_load_id as last_load_id,
        contacts.file_id,
        contacts.file_row,
        case
            when outcomes.service_level_flag = 0 then 1
            when outcomes.service_level_flag = 1 then 0
            else -1
        end as platform_target_mark

    from outcomes
    inner join contacts
        on outcomes.org_id = contacts.org_id
        and outcomes.contact_id = contacts.contact_id

)

select * from final
