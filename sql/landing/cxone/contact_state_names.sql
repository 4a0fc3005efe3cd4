-- What the numbers of contact states mean.

insert into raw.cxone_contact_state_names
select
    {{ place }},
    "contactStateId",
    "contactStateName",
    "lastUpdated",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
