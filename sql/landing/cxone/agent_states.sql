-- States of agents.

insert into raw.cxone_agent_states
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "agentId",
    "agentSessionId",
    "stateIndex",
    "startDate",
    "duration",
    "agentStateId",
    "agentStateName",
    "outStateId",
    "outStateDescription",
    "contactId",
    "skillId",
    "isOutbound",
    stamp as "lastPollTime",
    payload_hash as "payloadHash",
    "working",
    "available"
from landing_records;
