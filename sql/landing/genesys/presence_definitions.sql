-- Presence definitions; one without a name takes its English label, else its first.

insert into raw.genesys_presence_definitions
select
    {{ place }},
    "id",
    coalesce(
        nullif(name, ''),
        case when json_valid("languageLabels") then json_extract_string("languageLabels", '$.en_US') end,
        case when json_valid("languageLabels") then json_extract_string("languageLabels", '$.*')[1] end
    ) as "name",
    "type",
    "systemPresence",
    "primary",
    "deactivated",
    "dateModified",
    "modifiedDate",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
