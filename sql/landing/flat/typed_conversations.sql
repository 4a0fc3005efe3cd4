-- Rows of a warehouse's table of conversations from a file that types them.

insert into raw.flat_typed_conversations
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    conversation_id,
    start_time,
    end_time,
    channel,
    queue_id,
    queue_name,
    agent_id,
    agent_name,
    handle_seconds,
    talk_seconds,
    hold_seconds,
    acw_seconds,
    abandoned,
    transferred,
    wrapup_code,
    ingested_at,
    payload_hash as "payloadHash"
from landing_records;
