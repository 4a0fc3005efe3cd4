-- Lifecycle events, however they came: what landing_events shows of them.

insert into raw.lifecycle_events
select
    {{ place }},
    subscription_id,
    event_id,
    interaction_id,
    type,
    state,
    coalesce(timestamp_utc, delivered_at) as timestamp_utc,
    queue_id,
    disposition,
    metrics.talk_time_ms as talk_time_ms,
    metrics.hold_time_ms as hold_time_ms,
    metrics.wrap_time_ms as wrap_time_ms,
    metrics.queue_wait_ms as queue_wait_ms,
    -- Of what the event says, however it came.
    md5(to_json([
        event_id, interaction_id, type, state, coalesce(timestamp_utc, delivered_at), queue_id, disposition,
        to_json(metrics)::varchar, to_json(participants)::varchar
    ])::varchar) as content_hash,
    payload_hash as "payloadHash"
from landing_events;

insert into raw.lifecycle_participants
select
    {{ place }},
    participant_index,
    participant.id as id,
    participant.type as type,
    participant.timezone as timezone
from (
    select
        {{ place }},
        generate_subscripts(participants, 1) as participant_index,
        unnest(participants) as participant
    from landing_events
);

drop view landing_events;
