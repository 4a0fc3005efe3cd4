-- Lifecycle events as a subscription delivers them.

insert into raw.lifecycle_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    subscription_id,
    data.event_id as event_id,
    data.interaction_id as interaction_id,
    data.type as type,
    data.state as state,
    coalesce(data.timestamp_utc, "timestamp") as timestamp_utc,
    data.queue_id as queue_id,
    data.disposition as disposition,
    data.metrics.talk_time_ms as talk_time_ms,
    data.metrics.hold_time_ms as hold_time_ms,
    data.metrics.wrap_time_ms as wrap_time_ms,
    data.metrics.queue_wait_ms as queue_wait_ms,
    -- Of what the event says, however it came.
    md5(to_json([
        data.event_id, data.interaction_id, data.type, data.state, coalesce(data.timestamp_utc, "timestamp"), data.queue_id, data.disposition,
        to_json(data.metrics)::varchar, to_json(data.participants)::varchar
    ])::varchar) as content_hash,
    payload_hash as "payloadHash"
from landing_records;

insert into raw.lifecycle_participants
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    participant_index,
    participant.id as id,
    participant.type as type,
    participant.timezone as timezone
from (
    select
        load_id,
        file_id,
        file_row,
        org_id,
        op,
        generate_subscripts(data.participants, 1) as participant_index,
        unnest(data.participants) as participant
    from landing_records
);
