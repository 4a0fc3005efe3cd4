-- Wrap-up codes.

insert into raw.genesys_wrapup_codes
select
    {{ place }},
    "id",
    "name",
    division.id as "divisionId",
    "dateCreated",
    "dateModified",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
