{#-
    Segments of the Insights API with the ids of the workspace, so that an assessment, which names its segment, finds conversation
    and agent. A segment names the task that it belongs to, or the event that made it.
-#}

with

segments as (

    select * from {{ ref('stg_flex__api_segments') }}

),

names as (

    select * from {{ ref('int_flex__insights_names') }}

),

task_conversations as (

    select * from {{ ref('int_flex__task_conversations') }}
    where is_holding

),

-- A conversation that is told of later than its segment changes what the segment belongs to.
conversation_versions as (

    select org_id, record_id as conversation_id, last_load_id
    from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'conversations'

),

events as (

    select org_id, coalesce(sid, id) as sid, min(task_sid) as task_sid, min(load_id) as load_id
    from {{ source('flex', 'flex_events') }}
    where op = 'upsert' and task_sid is not null
        and (org_id, coalesce(sid, id)) in (select org_id, external_id from segments)
    group by 1, 2

),

final as (

    select
        segments.org_id,
        segments.segment_id,
        task_conversations.conversation_id,
        coalesce(queues.sid, segments.queue_name) as queue_id,
        {{ flex_agent_id('segments') }} as agent_id,

        greatest(
            segments.last_load_id,
            coalesce(events.load_id, 0),
            coalesce(conversation_versions.last_load_id, 0),
            coalesce(queues.last_load_id, 0),
            coalesce(agents_by_key.last_load_id, 0),
            coalesce(agents_by_email.last_load_id, 0),
            coalesce(agents_by_name.last_load_id, 0)
        ) as named_load_id

    from segments
    left join events
        on segments.org_id = events.org_id
        and segments.external_id = events.sid
    left join task_conversations
        on segments.org_id = task_conversations.org_id
        and coalesce(events.task_sid, segments.external_id) = task_conversations.task_sid
    left join conversation_versions
        on task_conversations.org_id = conversation_versions.org_id
        and task_conversations.conversation_id = conversation_versions.conversation_id
    left join names as queues
        on segments.org_id = queues.org_id
        and queues.kind = 'queue'
        and segments.queue_name = queues.name
    {{ join_flex_agents('segments', 'names') }}

)

select * from final
