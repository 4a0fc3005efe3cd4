-- What the numbers of contact states mean.

insert into raw.cxone_contact_state_names
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "contactStateId",
    "contactStateName",
    "lastUpdated",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
