-- Agents' parts in contacts.

insert into raw.cxone_agent_contacts
select
    {{ place }},
    "agentContactId",
    "contactId",
    "agentId",
    "skillId",
    "startDate",
    "endDate",
    "activeSeconds",
    "holdSeconds",
    "conferenceSeconds",
    "acwSeconds",
    "handleSeconds",
    "isRefused",
    "isConsult",
    "lastUpdateTime",
    stamp as "lastPollTime",
    payload_hash as "payloadHash",
    "refusedReason"
from landing_records;
