-- The raw tables of flat warehouse rows. Append-only.

-- Grain: one row of the warehouse's table as one file had it. Leaves are VARCHAR as they came; casting is staging's work.
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

-- Grain: one row of the warehouse's table as one file had it whose columns have these types: no text is made of them, and none cast back.
create table if not exists raw.flat_typed_conversations (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    conversation_id varchar,
    start_time timestamptz,
    end_time timestamptz,
    channel varchar,
    queue_id varchar,
    queue_name varchar,
    agent_id varchar,
    agent_name varchar,
    handle_seconds double,
    talk_seconds double,
    hold_seconds double,
    acw_seconds double,
    abandoned boolean,
    transferred boolean,
    wrapup_code varchar,
    ingested_at timestamptz,
    "payloadHash" ubigint
);
