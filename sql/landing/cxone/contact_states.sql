-- States of contacts.

insert into raw.cxone_contact_states
select
    {{ place }},
    "contactId",
    "stateIndex",
    "contactStateId",
    "contactStateName",
    "digitalContactStateId",
    "digitalContactStateName",
    "startDate",
    "agentId",
    "skillId",
    "skillName",
    "duration",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
