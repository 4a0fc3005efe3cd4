{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#-
    Sessions of conversations that only events tell of, in the words of a detail record: the metrics it would have had. What
    events do not tell is null. The order in which events came decides nothing, their instants do.
-#}

-- depends_on: {{ ref('int_genesys__conversation_versions') }}

with

{% if is_incremental() %}
-- Those that only events tell of, and those of which a detail record has come since.
touched as (

    select platform, org_id, conversation_id
    from {{ ref('int_genesys__event_conversations') }}
    {{ where_touched() }}

    union

    select platform, org_id, conversation_id
    from {{ this }}
    where (platform, org_id, conversation_id) in (
        select platform, org_id, conversation_id
        from {{ ref('int_genesys__conversation_versions') }}
        {{ where_touched() }}
    )

),

{% endif %}
conversations as (

    select * from {{ ref('int_genesys__event_conversations') }}
    {{ where_touched() }}

),

events as (

    select events.*
    from {{ ref('stg_genesys__events') }} as events
    inner join conversations
        on {{ same_conversation('events', 'conversations') }}

    where events.happened_at is not null

),

customers as (

    select
        org_id,
        conversation_id,
        coalesce(
            {{ value_at_lowest('external_contact_id', 'happened_at') }},
            {{ value_at_lowest(
                'coalesce(' ~ customer_key('ani') ~ ', ' ~ customer_key('address_from') ~ ')',
                'happened_at'
            ) }}
        ) as customer_key

    from events

    where coalesce(direction, '') <> 'outbound'

    group by 1, 2

),

seen_waits as (

    select
        org_id,
        conversation_id,
        session_id,
        {{ value_at_lowest('queue_id', 'happened_at') }} as queue_id,
        {{ value_at_lowest('media_type', 'happened_at') }} as media_type,
        {{ value_at_lowest('direction', 'happened_at') }} as direction,
        {{ value_at_highest('acd_outcome', 'happened_at') }} as outcome,
        {{ value_at_highest('answered_user_id', 'happened_at') }} as answered_user_id,
        {{ value_at_highest('connected_ms', 'happened_at') }} as connected_ms,
        min(case when event_type = 'acd.start' then happened_at end) as started_at,
        max(case when event_type = 'acd.end' then happened_at end) as left_at

    from events

    where event_type in ('acd.start', 'acd.end') and session_id is not null

    group by 1, 2, 3

),

-- A wait whose beginning was lost began as long before its end as the platform says.
waits as (

    select
        *,
        coalesce(
            started_at,
            {{ milliseconds_later('left_at', '-connected_ms') }},
            left_at
        ) as entered_at

    from seen_waits

),

seen_parts as (

    select
        org_id,
        conversation_id,
        session_id,
        {{ value_at_lowest('user_id', 'happened_at') }} as user_id,
        {{ value_at_lowest('queue_id', 'happened_at') }} as queue_id,
        {{ value_at_lowest('media_type', 'happened_at') }} as media_type,
        {{ value_at_lowest('direction', 'happened_at') }} as direction,
        {{ value_at_highest('wrap_up_code', 'happened_at') }} as wrap_up_code,
        {{ value_at_highest('disconnect_type', 'happened_at') }} as disconnect_type,
        {{ value_at_highest('alerting_ms', 'happened_at') }} as alerting_ms,
        {{ value_at_highest('interacting_ms', 'happened_at') }} as interacting_ms,
        {{ value_at_highest('held_ms', 'happened_at') }} as held_ms,
        {{ value_at_highest('contacting_ms', 'happened_at') }} as contacting_ms,
        {{ value_at_highest('dialing_ms', 'happened_at') }} as dialing_ms,
        sum(case when event_type = 'acw' then wrapup_ms end) as acw_ms,
        sum(case when event_type = 'wrapup' then wrapup_ms end) as wrapup_ms,
        min(case when event_type = 'user.start' then happened_at end) as seen_start_at,
        max(case when event_type = 'user.end' then happened_at end) as talk_ended_at,
        max(case when event_type in ('acw', 'wrapup') then happened_at end) as wrapped_up_at

    from events

    where event_type in ('user.start', 'user.end', 'acw', 'wrapup') and session_id is not null

    group by 1, 2, 3

),

-- Durations are told when the user leaves; 0 is what did not happen.
parts as (

    select
        org_id,
        conversation_id,
        session_id,
        user_id,
        queue_id,
        media_type,
        direction,
        wrap_up_code,
        disconnect_type,
        nullif(alerting_ms, 0) as alert_ms,
        nullif(interacting_ms, 0) as talk_ms,
        nullif(held_ms, 0) as hold_ms,
        nullif(contacting_ms, 0) as contacting_ms,
        nullif(dialing_ms, 0) as dialing_ms,
        nullif(cast(coalesce(acw_ms, wrapup_ms) as bigint), 0) as acw_ms,
        coalesce(interacting_ms, 0) + coalesce(held_ms, 0) > 0 as is_connected,
        coalesce(
            seen_start_at,
            {{ milliseconds_later(
                'talk_ended_at',
                '-coalesce(alerting_ms, 0) - coalesce(contacting_ms, 0) - coalesce(dialing_ms, 0)
                - coalesce(interacting_ms, 0) - coalesce(held_ms, 0)'
            ) }},
            wrapped_up_at
        ) as started_at,
        talk_ended_at,
        wrapped_up_at

    from seen_parts

    where user_id is not null

),

-- Who answered a wait is told; through which of the user's sessions is not: the last that had begun by then and not yet ended.
possible_answers as (

    select
        waits.org_id,
        waits.conversation_id,
        waits.session_id as wait_session_id,
        parts.session_id,
        row_number() over (
            partition by waits.org_id, waits.conversation_id, waits.session_id
            order by parts.started_at desc, parts.session_id
        ) as rank_for_wait,
        row_number() over (
            partition by parts.org_id, parts.conversation_id, parts.session_id
            order by waits.left_at, waits.session_id
        ) as rank_for_part

    from waits
    inner join parts
        on {{ same_conversation('waits', 'parts') }}
        and waits.answered_user_id = parts.user_id
        and (waits.queue_id = parts.queue_id or parts.queue_id is null)
        and parts.started_at <= {{ milliseconds_later('waits.left_at', '1000') }}
        and (parts.talk_ended_at is null or parts.talk_ended_at >= {{ milliseconds_later('waits.left_at', '-1000') }})

    where waits.outcome = 'ANSWERED'

),

answers as (

    select * from possible_answers
    where rank_for_wait = 1 and rank_for_part = 1

),

answered_waits as (

    select
        waits.*,
        answers.session_id as answering_session_id

    from waits
    left join answers
        on {{ same_conversation('waits', 'answers') }}
        and waits.session_id = answers.wait_session_id

    where waits.outcome = 'ANSWERED'

),

transfers as (

    select
        org_id,
        conversation_id,
        talk_ended_at as transferred_at

    from parts

    where is_connected and disconnect_type in ('TRANSFER', 'CONSULTTRANSFER')

),

-- What came of a wait that ended without an agent, told by what begins when it ends; a callback is offered later.
sequels as (

    select
        waits.org_id,
        waits.conversation_id,
        waits.session_id,
        min(case
            when events.event_type = 'voicemail.start' then 1
            when events.event_type = 'acd.start' and events.media_type <> 'callback' then 2
            when events.event_type = 'acd.start' then 3
            else 4
        end) as sequel

    from waits
    inner join events
        on {{ same_conversation('waits', 'events') }}
        and events.session_id <> waits.session_id
        and (
            (
                events.event_type in ('voicemail.start', 'acd.start', 'flow.start')
                and {{ within_a_second('events.happened_at', 'waits.left_at') }}
            )
            or (
                events.event_type = 'acd.start'
                and events.media_type = 'callback'
                and waits.media_type <> 'callback'
                and events.happened_at > waits.left_at
            )
        )

    where waits.outcome = 'FLOWOUT'

    group by 1, 2, 3

),

transferred_in as (

    select distinct
        waits.org_id,
        waits.conversation_id,
        waits.session_id

    from waits
    inner join transfers
        on {{ same_conversation('waits', 'transfers') }}
        and {{ within_a_second('waits.entered_at', 'transfers.transferred_at') }}

),

wait_sessions as (

    select
        waits.org_id,
        waits.conversation_id,
        waits.session_id,
        cast(null as varchar) as user_id,
        waits.queue_id,
        cast(null as varchar) as wrap_up_code,
        'acd' as purpose,
        waits.media_type,
        waits.direction,
        case when transferred_in.session_id is not null then 'agent' end as flow_in_type,
        case sequels.sequel when 1 then 'voicemail' when 2 then 'acd' when 3 then 'callback' when 4 then 'ivr' end
            as flow_out_type,
        1 as offered_count,
        {{ milliseconds_between('waits.entered_at', 'waits.left_at') }} as acd_ms,
        case
            when waits.outcome = 'ABANDON' then {{ milliseconds_between('waits.entered_at', 'waits.left_at') }}
        end as abandon_ms,
        case
            when waits.outcome = 'FLOWOUT' then {{ milliseconds_between('waits.entered_at', 'waits.left_at') }}
        end as flow_out_ms,
        cast(null as bigint) as answered_ms,
        cast(null as bigint) as alert_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        cast(null as bigint) as handle_ms,
        cast(null as bigint) as contacting_ms,
        cast(null as bigint) as dialing_ms,
        0 as transferred_count,
        waits.left_at is null as is_open,
        waits.left_at,
        {{ to_instant('null') }} as answered_at,
        {{ to_instant('null') }} as alert_at,
        {{ to_instant('null') }} as talk_ended_at,
        {{ to_instant('null') }} as acw_at,
        {{ to_instant('null') }} as handle_at,
        {{ to_instant('null') }} as transferred_at,
        waits.entered_at as first_offered_at,
        waits.entered_at as started_at,
        waits.left_at as ended_at,
        {{ to_instant('null') }} as first_interact_at,
        {{ to_instant('null') }} as first_dial_at

    from waits
    left join transferred_in
        on {{ same_conversation('waits', 'transferred_in') }}
        and waits.session_id = transferred_in.session_id
    left join sequels
        on {{ same_conversation('waits', 'sequels') }}
        and waits.session_id = sequels.session_id

),

timed_parts as (

    select
        parts.*,
        {{ milliseconds_between('answered_waits.entered_at', 'answered_waits.left_at') }} as answered_ms,
        answered_waits.left_at as answer_at,
        {{ milliseconds_later(
            'parts.started_at',
            'coalesce(parts.alert_ms, 0) + coalesce(parts.contacting_ms, 0) + coalesce(parts.dialing_ms, 0)'
        ) }} as connected_at,
        coalesce(parts.talk_ms, 0) + coalesce(parts.hold_ms, 0) + coalesce(parts.acw_ms, 0)
        + coalesce(parts.contacting_ms, 0) + coalesce(parts.dialing_ms, 0) as worked_ms

    from parts
    left join answered_waits
        on {{ same_conversation('parts', 'answered_waits') }}
        and parts.session_id = answered_waits.answering_session_id

),

part_sessions as (

    select
        org_id,
        conversation_id,
        session_id,
        user_id,
        queue_id,
        wrap_up_code,
        'agent' as purpose,
        media_type,
        direction,
        cast(null as varchar) as flow_in_type,
        cast(null as varchar) as flow_out_type,
        0 as offered_count,
        cast(null as bigint) as acd_ms,
        cast(null as bigint) as abandon_ms,
        cast(null as bigint) as flow_out_ms,
        answered_ms,
        alert_ms,
        talk_ms,
        hold_ms,
        acw_ms,
        case when talk_ended_at is not null and worked_ms > 0 then worked_ms end as handle_ms,
        contacting_ms,
        dialing_ms,
        case when is_connected and disconnect_type in ('TRANSFER', 'CONSULTTRANSFER') then 1 else 0 end
            as transferred_count,
        talk_ended_at is null as is_open,
        {{ to_instant('null') }} as left_at,
        case
            when {{ within_a_second('connected_at', 'answer_at') }} then connected_at
            else answer_at
        end as answered_at,
        case
            when alert_ms is null then null
            when is_connected then connected_at
            else talk_ended_at
        end as alert_at,
        talk_ended_at,
        case when acw_ms is not null then wrapped_up_at end as acw_at,
        greatest(talk_ended_at, coalesce(wrapped_up_at, talk_ended_at)) as handle_at,
        case when is_connected and disconnect_type in ('TRANSFER', 'CONSULTTRANSFER') then talk_ended_at end
            as transferred_at,
        {{ to_instant('null') }} as first_offered_at,
        started_at,
        greatest(talk_ended_at, coalesce(wrapped_up_at, talk_ended_at)) as ended_at,
        case when is_connected or talk_ended_at is null then coalesce(answer_at, connected_at) end
            as first_interact_at,
        case when coalesce(contacting_ms, dialing_ms) is not null then started_at end as first_dial_at

    from timed_parts

),

-- That somebody answered is known before that user's own events are: a session that is open.
awaited_sessions as (

    select
        org_id,
        conversation_id,
        'answer to ' || session_id as session_id,
        answered_user_id as user_id,
        queue_id,
        cast(null as varchar) as wrap_up_code,
        'agent' as purpose,
        media_type,
        direction,
        cast(null as varchar) as flow_in_type,
        cast(null as varchar) as flow_out_type,
        0 as offered_count,
        cast(null as bigint) as acd_ms,
        cast(null as bigint) as abandon_ms,
        cast(null as bigint) as flow_out_ms,
        {{ milliseconds_between('entered_at', 'left_at') }} as answered_ms,
        cast(null as bigint) as alert_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        cast(null as bigint) as handle_ms,
        cast(null as bigint) as contacting_ms,
        cast(null as bigint) as dialing_ms,
        0 as transferred_count,
        true as is_open,
        {{ to_instant('null') }} as left_at,
        left_at as answered_at,
        {{ to_instant('null') }} as alert_at,
        {{ to_instant('null') }} as talk_ended_at,
        {{ to_instant('null') }} as acw_at,
        {{ to_instant('null') }} as handle_at,
        {{ to_instant('null') }} as transferred_at,
        {{ to_instant('null') }} as first_offered_at,
        left_at as started_at,
        {{ to_instant('null') }} as ended_at,
        left_at as first_interact_at,
        {{ to_instant('null') }} as first_dial_at

    from answered_waits

    where answering_session_id is null

),

sessions as (

    select * from wait_sessions
    union all
    select * from part_sessions
    union all
    select * from awaited_sessions

),

final as (

    select
        'genesys' as platform,
        sessions.org_id,
        sessions.conversation_id,
        sessions.session_id,
        cast(row_number() over (
            partition by sessions.org_id, sessions.conversation_id
            order by sessions.started_at, sessions.purpose, sessions.session_id
        ) as integer) as participant_index,
        1 as session_index,
        sessions.user_id,
        sessions.queue_id,
        sessions.wrap_up_code,
        customers.customer_key,

        sessions.purpose,
        sessions.media_type,
        sessions.direction,
        sessions.flow_in_type,
        sessions.flow_out_type,

        cast(null as bigint) as interact_ms,
        cast(null as bigint) as hold_segments_ms,
        cast(null as bigint) as wrapup_ms,
        cast(sessions.offered_count as bigint) as offered_count,
        sessions.acd_ms,
        sessions.abandon_ms,
        cast(null as bigint) as short_abandon_ms,
        sessions.flow_out_ms,
        cast(0 as bigint) as over_target_count,
        sessions.answered_ms,
        sessions.alert_ms,
        cast(null as bigint) as not_responding_ms,
        sessions.talk_ms,
        sessions.hold_ms,
        sessions.acw_ms,
        sessions.handle_ms,
        sessions.contacting_ms,
        sessions.dialing_ms,
        cast(sessions.transferred_count as bigint) as transferred_count,
        cast(0 as bigint) as outbound_count,

        true as conversation_has_metrics,
        false as is_supervision,
        sessions.is_open,

        sessions.left_at as acd_at,
        sessions.left_at as abandon_at,
        sessions.left_at as flow_out_at,
        sessions.answered_at,
        sessions.alert_at,
        {{ to_instant('null') }} as not_responding_at,
        sessions.talk_ended_at as talk_at,
        sessions.talk_ended_at as hold_at,
        sessions.acw_at,
        sessions.handle_at,
        sessions.transferred_at,
        sessions.first_offered_at,
        sessions.started_at,
        sessions.ended_at,
        sessions.first_interact_at,
        {{ to_instant('null') }} as last_interact_ended_at,
        sessions.first_dial_at,
        conversations.started_at as conversation_started_at,

        true as is_event_made,
        conversations.last_load_id,
        conversations.file_id,
        conversations.file_row

    from sessions
    inner join conversations
        on {{ same_conversation('sessions', 'conversations') }}
    left join customers
        on {{ same_conversation('sessions', 'customers') }}

)

select * from final
