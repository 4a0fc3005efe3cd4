-- Raw tables of lifecycle events. Leaves are VARCHAR as they came; casting is staging's work. Append-only.

-- Grain: one event of an interaction as it came once.
create table if not exists raw.lifecycle_events (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    subscription_id varchar,
    event_id varchar,
    interaction_id varchar,
    type varchar,
    state varchar,
    timestamp_utc varchar,
    queue_id varchar,
    disposition varchar,
    talk_time_ms varchar,
    hold_time_ms varchar,
    wrap_time_ms varchar,
    queue_wait_ms varchar,
    content_hash varchar,
    "payloadHash" varchar
);

-- Grain: one participant that an event names.
create table if not exists raw.lifecycle_participants (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    participant_index integer not null,
    id varchar,
    type varchar,
    timezone varchar
);
