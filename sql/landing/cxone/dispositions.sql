-- Dispositions.

insert into raw.cxone_dispositions
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "dispositionId",
    "dispositionName",
    "isActive",
    "classification",
    "lastUpdated",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
