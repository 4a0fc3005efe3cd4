{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_genesys__conversation_versions') }}

with

{{ touched_conversations('int_genesys__conversation_versions') }}
touched_sessions as (

    select * from {{ ref('int_genesys__sessions') }}
    {{ where_touched() }}

),

sessions as (

    select * from touched_sessions
    where purpose in ('agent', 'user')
        and user_id is not null
        and not is_supervision

),

callbacks as (

    select
        org_id,
        conversation_id,
        user_id,
        started_at,
        ended_at

    from sessions

    where media_type = 'callback'

),

-- The calls that an agent makes to work a callback are parts of it, not legs of their own (D15).
callback_calls as (

    select distinct
        sessions.org_id,
        sessions.conversation_id,
        sessions.session_id

    from sessions
    inner join callbacks
        on sessions.org_id = callbacks.org_id
        and sessions.conversation_id = callbacks.conversation_id
        and sessions.user_id = callbacks.user_id
        and sessions.started_at >= callbacks.started_at
        and (callbacks.ended_at is null or sessions.started_at <= callbacks.ended_at)

    where sessions.media_type = 'voice'
        and sessions.direction = 'outbound'

),

measured as (

    select
        *,
        not conversation_has_metrics as is_derived,
        case when conversation_has_metrics then talk_ms else interact_ms end as talk_duration_ms,
        case when conversation_has_metrics then hold_ms else hold_segments_ms end as hold_duration_ms,
        case when conversation_has_metrics then acw_ms else wrapup_ms end as acw_duration_ms,
        case
            when conversation_has_metrics then handle_ms
            when not is_open
                then coalesce(interact_ms, 0) + coalesce(hold_segments_ms, 0) + coalesce(wrapup_ms, 0)
        end as handle_duration_ms

    from sessions

),

final as (

    select
        'genesys' as platform,
        measured.org_id,
        measured.conversation_id,
        measured.session_id,
        measured.user_id as agent_id,
        measured.queue_id,
        measured.wrap_up_code,

        {{ genesys_channel('measured.media_type') }} as channel,
        case
            when measured.answered_ms is not null then 'accepted'
            when measured.not_responding_ms is not null then 'not_responding'
            when measured.alert_ms is not null and measured.first_interact_at is not null then 'accepted'
            -- Events do not tell whether the user declined or did not respond.
            when measured.alert_ms is not null and not measured.is_open and measured.is_event_made then 'unanswered'
            when measured.alert_ms is not null and not measured.is_open then 'ended'
        end as alert_outcome,

        measured.talk_duration_ms as talk_ms,
        measured.hold_duration_ms as hold_ms,
        measured.acw_duration_ms as acw_ms,
        coalesce(measured.dialing_ms, 0) + coalesce(measured.contacting_ms, 0) as dial_ms,
        measured.handle_duration_ms as handle_ms,

        measured.is_derived,
        measured.handle_duration_ms is not null as is_ended,
        measured.answered_ms is not null
            or coalesce(measured.talk_duration_ms, 0) + coalesce(measured.hold_duration_ms, 0) > 0 as is_connected,
        measured.outbound_count > 0
            or measured.dialing_ms is not null
            or measured.contacting_ms is not null as is_outbound_attempt,
        measured.answered_ms is not null as is_answered_from_queue,
        measured.transferred_count > 0 as is_transferred,
        false as talk_includes_hold,
        true as is_alert_known,

        coalesce(
            measured.answered_at,
            measured.first_interact_at,
            measured.first_dial_at,
            measured.started_at
        ) as started_at,
        measured.answered_at,
        coalesce(measured.alert_at, measured.not_responding_at, measured.answered_at) as alert_ended_at,
        coalesce(measured.talk_at, measured.ended_at) as talk_ended_at,
        coalesce(measured.hold_at, measured.ended_at) as hold_ended_at,
        coalesce(measured.acw_at, measured.ended_at) as acw_ended_at,
        coalesce(measured.handle_at, measured.ended_at) as handle_ended_at,
        measured.transferred_at,
        measured.ended_at,
        measured.conversation_started_at,

        measured.last_load_id,
        measured.file_id,
        measured.file_row

    from measured
    left join callback_calls
        on measured.org_id = callback_calls.org_id
        and measured.conversation_id = callback_calls.conversation_id
        and measured.session_id = callback_calls.session_id

    where callback_calls.session_id is null

)

select * from final
