{#-
    An agent whom events of an interaction name has a part in it, unless it was abandoned or missed. What an event measures is
    the part of the agent it names; of several it says nothing of any one. The part ends when the interaction does.
-#}

with

events as (

    select
        *,
        {{ sortable_instant('happened_at') }} || event_id as position

    from {{ ref('stg_lifecycle__events') }}

    where not is_superseded
        and happened_at is not null

),

participants as (

    select
        *,
        count(*) over (partition by file_id, file_row) as agent_count,
        row_number() over (partition by file_id, file_row order by participant_index) as agent_number

    from {{ ref('stg_lifecycle__participants') }}

    where user_id is not null

),

interactions as (

    select * from {{ ref('int_lifecycle__interactions') }}

),

parts as (

    select
        events.org_id,
        events.interaction_id,
        participants.user_id as agent_id,
        {{ value_at_highest('case when participants.agent_count = 1 then events.talk_ms end', 'events.position') }} as talk_ms,
        {{ value_at_highest('case when participants.agent_count = 1 then events.hold_ms end', 'events.position') }} as hold_ms,
        {{ value_at_highest('case when participants.agent_count = 1 then events.acw_ms end', 'events.position') }} as acw_ms,
        min(events.happened_at) as started_at,
        max(events.happened_at) as ended_at,
        -- The first agent of the event is the one who gave the customer away.
        min(case
            when events.event_type like '%transferred' and participants.agent_number = 1 then events.happened_at
        end) as transferred_at

    from events
    inner join participants
        on events.file_id = participants.file_id
        and events.file_row = participants.file_row

    group by 1, 2, 3

),

final as (

    select
        'lifecycle' as platform,
        parts.org_id,
        parts.interaction_id as conversation_id,
        parts.agent_id as session_id,
        parts.agent_id,
        interactions.queue_id,
        interactions.wrap_up_code,

        interactions.channel,
        'accepted' as alert_outcome,

        parts.talk_ms,
        parts.hold_ms,
        parts.acw_ms,
        cast(0 as bigint) as dial_ms,
        case
            when coalesce(parts.talk_ms, parts.hold_ms, parts.acw_ms) is not null
                then coalesce(parts.talk_ms, 0) + coalesce(parts.hold_ms, 0) + coalesce(parts.acw_ms, 0)
        end as handle_ms,

        false as is_derived,
        interactions.terminal_state is not null
            and coalesce(parts.talk_ms, parts.hold_ms, parts.acw_ms) is not null as is_ended,
        true as is_connected,
        false as is_outbound_attempt,
        interactions.queue_id is not null as is_answered_from_queue,
        parts.transferred_at is not null as is_transferred,
        -- Where no hold is told, talk may contain it.
        parts.hold_ms is null as talk_includes_hold,
        false as is_alert_known,

        parts.started_at,
        {{ to_instant('null') }} as answered_at,
        parts.started_at as alert_ended_at,
        parts.ended_at as talk_ended_at,
        parts.ended_at as hold_ended_at,
        parts.ended_at as acw_ended_at,
        parts.ended_at as handle_ended_at,
        parts.transferred_at,
        case when interactions.terminal_state is not null then parts.ended_at end as ended_at,
        interactions.started_at as conversation_started_at,

        interactions.last_load_id,
        interactions.file_id,
        interactions.file_row

    from parts
    inner join interactions
        on parts.org_id = interactions.org_id
        and parts.interaction_id = interactions.interaction_id

    where coalesce(interactions.terminal_state, 'completed') = 'completed'

)

select * from final
