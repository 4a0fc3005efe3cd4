-- Agents.

insert into raw.cxone_agents
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
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
