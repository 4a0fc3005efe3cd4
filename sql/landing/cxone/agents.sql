-- Agents.

insert into raw.cxone_agents
select
    {{ place }},
    "agentId",
    "userName",
    "firstName",
    "middleName",
    "lastName",
    "email",
    "isActive",
    "teamId",
    "teamName",
    "reportToId",
    "location",
    "lastModified",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
