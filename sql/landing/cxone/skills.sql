-- Skills.

insert into raw.cxone_skills
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
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
