{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_genesys__conversation_versions') }}

with

{{ touched_conversations('int_genesys__conversation_versions') }}
sessions as (

    select * from {{ ref('int_genesys__sessions') }}
    {{ where_touched() }}

),

consults as (

    select * from {{ ref('int_genesys__consults') }}
    {{ where_touched() }}

),

-- An acd session that was offered; in files without any metrics, one that waited.
waits as (

    select
        *,
        not conversation_has_metrics as is_derived,
        coalesce(first_offered_at, first_interact_at) as entered_at,
        coalesce(acd_at, abandon_at, flow_out_at, ended_at) as left_at,
        case
            when conversation_has_metrics then coalesce(acd_ms, abandon_ms, flow_out_ms)
            when not is_open then {{ milliseconds_between('first_interact_at', 'last_interact_ended_at') }}
        end as wait_ms

    from sessions

    where purpose = 'acd'
        and (
            offered_count > 0
            or (not conversation_has_metrics and first_interact_at is not null)
        )

),

agent_sessions as (

    select
        *,
        coalesce(answered_at, first_interact_at) as connected_at

    from sessions

    where purpose in ('agent', 'user')
        and not is_supervision
        and (answered_ms is not null or (not conversation_has_metrics and first_interact_at is not null))

),

-- No field links a wait to the session that answered it: same queue, same wait, a second apart at most.
possible_answers as (

    select
        waits.file_id,
        waits.file_row,
        waits.participant_index,
        waits.session_index,
        agent_sessions.session_id as agent_session_id,
        agent_sessions.user_id as agent_id,
        agent_sessions.connected_at as answered_at,
        agent_sessions.over_target_count,
        row_number() over (
            partition by waits.file_id, waits.file_row, waits.participant_index, waits.session_index
            order by
                abs({{ milliseconds_between('waits.left_at', 'agent_sessions.connected_at') }}),
                agent_sessions.participant_index,
                agent_sessions.session_index
        ) as rank_for_wait,
        row_number() over (
            partition by
                waits.file_id, waits.file_row, agent_sessions.participant_index, agent_sessions.session_index
            order by
                abs({{ milliseconds_between('waits.left_at', 'agent_sessions.connected_at') }}),
                waits.participant_index,
                waits.session_index
        ) as rank_for_agent

    from waits
    inner join agent_sessions
        on waits.file_id = agent_sessions.file_id
        and waits.file_row = agent_sessions.file_row
        and waits.queue_id = agent_sessions.queue_id
        and {{ within_a_second('waits.left_at', 'agent_sessions.connected_at') }}
        and (waits.is_derived or waits.acd_ms = agent_sessions.answered_ms)

    where waits.abandon_ms is null
        and waits.flow_out_ms is null
        and waits.flow_out_type is null

),

answers as (

    select * from possible_answers
    where rank_for_wait = 1 and rank_for_agent = 1

),

consult_waits as (

    select distinct
        waits.file_id,
        waits.file_row,
        waits.participant_index,
        waits.session_index

    from waits
    inner join consults
        on waits.file_id = consults.file_id
        and waits.file_row = consults.file_row
        and {{ within_a_second('waits.entered_at', 'consults.consulted_at') }}

),

final as (

    select
        'genesys' as platform,
        waits.org_id,
        waits.conversation_id,
        waits.session_id,
        answers.agent_session_id,
        waits.queue_id,
        answers.agent_id,

        {{ genesys_channel('waits.media_type') }} as channel,
        case
            when waits.abandon_ms is not null and consult_waits.session_index is not null then 'other'
            when waits.abandon_ms is not null then 'abandoned'
            when waits.flow_out_ms is not null or waits.flow_out_type is not null then 'flow_out'
            when answers.agent_session_id is not null then 'answered'
            when waits.acd_ms is null and waits.is_open then 'open'
            else 'other'
        end as outcome,
        case waits.flow_out_type
            when 'voicemail' then 'voicemail'
            when 'callback' then 'callback'
            when 'acd' then 'overflow'
            else waits.flow_out_type
        end as flow_out_kind,

        waits.wait_ms,

        waits.is_derived,
        true as is_wait_known,
        consult_waits.session_index is not null as is_consult,
        waits.flow_in_type = 'agent' and consult_waits.session_index is null as is_transferred_in,
        -- Events carry no marks.
        case when waits.is_event_made then cast(null as boolean) else waits.short_abandon_ms is not null end
            as is_short_abandon,
        cast(null as boolean) as is_held_party_abandon,
        -- The platform's own mark, made with the target of that time; null where the leg carries no metrics.
        case
            when waits.is_derived or waits.is_event_made then cast(null as boolean)
            when answers.agent_session_id is not null
                then waits.over_target_count + answers.over_target_count > 0
        end as is_over_target,

        waits.entered_at,
        waits.left_at,
        answers.answered_at,
        waits.conversation_started_at,

        waits.last_load_id,
        waits.file_id,
        waits.file_row,
        -- The platform counts by its marks alone: what they say is said already.
        cast(null as integer) as platform_target_mark

    from waits
    left join answers
        on {{ same_session('waits', 'answers') }}
    left join consult_waits
        on {{ same_session('waits', 'consult_waits') }}

)

select * from final
