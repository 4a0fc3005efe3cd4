-- Wrap-up codes.

insert into raw.genesys_wrapup_codes
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "id",
    "name",
    division.id as "divisionId",
    "dateCreated",
    "dateModified",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
