-- Dispositions.

insert into raw.cxone_dispositions
select
    {{ place }},
    "dispositionId",
    "dispositionName",
    "isActive",
    "classification",
    "lastUpdated",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
