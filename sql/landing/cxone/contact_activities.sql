-- States of contacts of the data share; when it last changed a row stands for when that was exported.

insert into raw.cxone_contact_states by name
select
    {{ place }},
    "contactId",
    "stateIndex",
    "contactStateId",
    "startDate",
    "agentId",
    "skillId",
    "duration",
    "lastUpdateTime" as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
