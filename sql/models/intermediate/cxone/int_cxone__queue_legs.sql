with

visits as (

    select * from {{ ref('int_cxone__visits') }}

),

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}

),

outcomes as (

    select
        visits.*,
        coalesce(contacts.arrival_indicator = 'CONSULT', false) as is_consult,
        case
            when visits.next_class = 'agent' then 'answered'
            when visits.is_last and contacts.is_answered then 'answered'
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

),

final as (

    select
        'cxone' as platform,
        outcomes.org_id,
        contacts.conversation_id,
        outcomes.contact_id || ':' || cast(outcomes.visit_number as varchar) as session_id,
        case when outcomes.outcome = 'answered' and outcomes.is_last and contacts.agent_id is not null
            then outcomes.contact_id || ':' || contacts.agent_id
        end as agent_session_id,
        outcomes.skill_id as queue_id,
        case when outcomes.outcome = 'answered' and outcomes.is_last then contacts.agent_id end as agent_id,

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
        outcomes.is_consult,
        contacts.giver_contact_id is not null and not outcomes.is_consult and outcomes.visit_number = 1
            as is_transferred_in,
        outcomes.is_last and contacts.is_short_abandon as is_short_abandon,
        -- 0 is good, 1 is not, -1 was not counted. Of unanswered contacts the flag never enters our own figure.
        case when outcomes.outcome = 'answered' and outcomes.is_last then case contacts.service_level_flag
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
            when not outcomes.is_last then -1
            when contacts.service_level_flag = 0 then 1
            when contacts.service_level_flag = 1 then 0
            else -1
        end as platform_target_mark

    from outcomes
    inner join contacts
        on outcomes.org_id = contacts.org_id
        and outcomes.contact_id = contacts.contact_id

)

select * from final
