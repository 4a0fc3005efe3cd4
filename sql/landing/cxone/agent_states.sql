-- States of agents.

insert into raw.cxone_agent_states
select
    {{ place }},
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
