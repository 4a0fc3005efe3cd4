-- Skills.

insert into raw.cxone_skills
select
    {{ place }},
    "skillId",
    "skillName",
    "mediaTypeId",
    "mediaTypeName",
    "isActive",
    "isOutbound",
    "campaignId",
    "serviceLevelThreshold",
    "serviceLevelGoal",
    "enableShortAbandon",
    "shortAbandonThreshold",
    "countShortAbandons",
    "countOtherAbandons",
    "lastUpdated",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
