-- Segments of Flex Insights.

insert into raw.flex_insights_segments
select
    {{ place }},
    segment,
    segment_external_id,
    conversation,
    kind,
    date,
    time,
    time_in_seconds,
    queue,
    communication_channel,
    direction,
    abandoned,
    abandoned_phase,
    agent_id,
    agent,
    email,
    outcome,
    hang_up_by,
    followed_by,
    conversation_attribute_1,
    queue_time,
    ring_time,
    talk_time,
    hold_time,
    wrap_up_time,
    abandon_time,
    activity,
    activity_time,
    payload_hash as "payloadHash"
from landing_records;
