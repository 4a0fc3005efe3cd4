-- Lifecycle events, one by one.

insert into raw.lifecycle_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    null as subscription_id,
    event_id,
    interaction_id,
    type,
    state,
    timestamp_utc,
    queue_id,
    disposition,
    metrics.talk_time_ms as talk_time_ms,
    metrics.hold_time_ms as hold_time_ms,
    metrics.wrap_time_ms as wrap_time_ms,
    metrics.queue_wait_ms as queue_wait_ms,
    -- Of what the event says, however it came.
    md5(to_json([
        event_id, interaction_id, type, state, timestamp_utc, queue_id, disposition,
        to_json(metrics)::varchar, to_json(participants)::varchar
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
        generate_subscripts(participants, 1) as participant_index,
        unnest(participants) as participant
    from landing_records
);
