-- Service-level summaries, as the platform computed them.

insert into raw.cxone_sla_summaries
select
    {{ place }},
    "skillId",
    "skillName",
    "startDate",
    "endDate",
    "contactsWithinSLA",
    "contactsOutOfSLA",
    "totalContacts",
    "serviceLevel",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
