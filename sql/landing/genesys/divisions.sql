-- Divisions.

insert into raw.genesys_divisions
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "id",
    "name",
    "description",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
