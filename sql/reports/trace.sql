-- One conversation on a time line: its legs, evaluations and platform segments, each with the file and line it came from.
-- Bound: $platform, $org_id, $conversation_id.
with

queues as (

    select platform, org_id, queue_id, queue_name from {{ ref('dim_queues') }}

),

agents as (

    select platform, org_id, agent_id, agent_name from {{ ref('dim_agents') }}

),

participants as (

    select platform, org_id, conversation_id, participant_index, purpose from {{ ref('stg_participants') }}
    where platform = $platform and org_id = $org_id and conversation_id = $conversation_id

),

conversations as (

    select
        platform,
        org_id,
        started_at,
        ended_at,
        'conversation' as part,
        case when is_open then 'open' else 'ended' end as what,
        cast(null as varchar) as queue_id,
        resolving_agent_id as agent_id,
        channel,
        cast(null as bigint) as wait_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        handle_ms,
        concat_ws(', ', originating_direction, case when version_count > 1 then version_count || ' versions' end) as details,
        nullif(dq_flag, 'OK') as dq_flag,
        0 as part_order,
        file_id,
        file_row

    from {{ ref('fct_conversations') }}

    where platform = $platform and org_id = $org_id and conversation_id = $conversation_id

),

queue_legs as (

    select
        platform,
        org_id,
        entered_at as started_at,
        left_at as ended_at,
        'queue leg' as part,
        outcome as what,
        queue_id,
        agent_id,
        channel,
        wait_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        cast(null as bigint) as handle_ms,
        concat_ws(
            ', ',
            flow_out_kind,
            case when is_short_abandon then 'short' end,
            case when is_consult then 'consult' end,
            case when is_transferred_in then 'transferred in' end,
            case when is_over_target then 'over target' end,
            case when is_derived then 'derived from segments' end
        ) as details,
        cast(null as varchar) as dq_flag,
        1 as part_order,
        file_id,
        file_row

    from {{ ref('fct_queue_legs') }}

    where platform = $platform and org_id = $org_id and conversation_id = $conversation_id

),

agent_legs as (

    select
        platform,
        org_id,
        started_at,
        ended_at,
        'agent leg' as part,
        case when leg_kind = 'open' and alert_result <> 'accepted' then 'alerted' else leg_kind end as what,
        queue_id,
        agent_id,
        channel,
        cast(null as bigint) as wait_ms,
        case when leg_kind <> 'open' then talk_ms end as talk_ms,
        case when leg_kind <> 'open' then hold_ms end as hold_ms,
        case when leg_kind <> 'open' then acw_ms end as acw_ms,
        case when leg_kind <> 'open' then handle_ms end as handle_ms,
        concat_ws(
            ', ',
            case when alert_result is not null then 'alert ' || replace(alert_result, '_', ' ') end,
            case when is_transferred then 'transferred' end,
            case when is_derived then 'derived from segments' end
        ) as details,
        cast(null as varchar) as dq_flag,
        2 as part_order,
        file_id,
        file_row

    from {{ ref('fct_agent_legs') }}

    where platform = $platform and org_id = $org_id and conversation_id = $conversation_id

),

evaluations as (

    select
        platform,
        org_id,
        evaluated_at as started_at,
        submitted_at as ended_at,
        'evaluation' as part,
        status as what,
        queue_id,
        agent_id,
        cast(null as varchar) as channel,
        cast(null as bigint) as wait_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        cast(null as bigint) as handle_ms,
        concat_ws(', ', form_name, case when total_score is not null then 'score ' || total_score end) as details,
        cast(null as varchar) as dq_flag,
        3 as part_order,
        file_id,
        file_row

    from {{ ref('fct_evaluations') }}

    where platform = $platform and org_id = $org_id and conversation_id = $conversation_id

),

segments as (

    select
        segments.platform,
        segments.org_id,
        segments.started_at,
        segments.ended_at,
        'segment' as part,
        segments.segment_type as what,
        segments.queue_id,
        cast(null as varchar) as agent_id,
        cast(null as varchar) as channel,
        cast(null as bigint) as wait_ms,
        cast(null as bigint) as talk_ms,
        cast(null as bigint) as hold_ms,
        cast(null as bigint) as acw_ms,
        cast(null as bigint) as handle_ms,
        concat_ws(
            ', ',
            participants.purpose,
            'session ' || segments.participant_index || '.' || segments.session_index,
            segments.disconnect_type
        ) as details,
        nullif(segments.dq_flag, 'OK') as dq_flag,
        4 + segments.participant_index * 1000000 + segments.session_index * 1000 + segments.segment_index as part_order,
        segments.file_id,
        segments.file_row

    from {{ ref('stg_segments') }} as segments
    left join participants
        on segments.platform = participants.platform
        and segments.org_id = participants.org_id
        and segments.conversation_id = participants.conversation_id
        and segments.participant_index = participants.participant_index

    where segments.platform = $platform
        and segments.org_id = $org_id
        and segments.conversation_id = $conversation_id

),

parts as (

    select * from conversations
    union all
    select * from queue_legs
    union all
    select * from agent_legs
    union all
    select * from evaluations
    union all
    select * from segments

),

files as (

    select file_id, min(path) as path from meta.files group by 1

),

final as (

    select
        parts.started_at,
        parts.ended_at,
        parts.part,
        parts.what,
        queues.queue_name,
        agents.agent_name,
        parts.channel,
        cast(parts.wait_ms as double) / 1000 as wait_seconds,
        cast(parts.talk_ms as double) / 1000 as talk_seconds,
        cast(parts.hold_ms as double) / 1000 as hold_seconds,
        cast(parts.acw_ms as double) / 1000 as acw_seconds,
        cast(parts.handle_ms as double) / 1000 as handle_seconds,
        parts.details,
        parts.dq_flag,
        files.path,
        parts.file_row,
        parts.part_order

    from parts
    left join queues
        on parts.platform = queues.platform
        and parts.org_id = queues.org_id
        and parts.queue_id = queues.queue_id
    left join agents
        on parts.platform = agents.platform
        and parts.org_id = agents.org_id
        and parts.agent_id = agents.agent_id
    left join files
        on parts.file_id = files.file_id

)

select * from final
