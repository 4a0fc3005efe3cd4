-- Divisions.

insert into raw.genesys_divisions
select
    {{ place }},
    "id",
    "name",
    "description",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
