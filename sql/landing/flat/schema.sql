-- The raw table of flat warehouse rows. Leaves are VARCHAR as they came; casting is staging's work. Append-only.

-- Grain: one row of the warehouse's table as one file had it.
create table if not exists raw.flat_conversations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    conversation_id varchar,
    start_time varchar,
    end_time varchar,
    channel varchar,
    queue_id varchar,
    queue_name varchar,
    agent_id varchar,
    agent_name varchar,
    handle_seconds varchar,
    talk_seconds varchar,
    hold_seconds varchar,
    acw_seconds varchar,
    abandoned varchar,
    transferred varchar,
    wrapup_code varchar,
    ingested_at varchar,
    "payloadHash" varchar
);
