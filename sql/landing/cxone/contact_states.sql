-- States of contacts.

insert into raw.cxone_contact_states
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
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
