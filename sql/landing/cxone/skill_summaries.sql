-- Skill summaries, as the platform computed them.

insert into raw.cxone_skill_summaries
select
    {{ place }},
    "skillId",
    "skillName",
    "startDate",
    "endDate",
    "mediaTypeId",
    "isOutbound",
    "contactsOffered",
    "contactsQueued",
    "contactsHandled",
    "abandonCount",
    "abandonRate",
    "contactsWithinSLA",
    "contactsOutOfSLA",
    "serviceLevel",
    "serviceLevelGoal",
    "serviceLevelThreshold",
    "averageHandleTime",
    "averageInqueueTime",
    "averageSpeedToAnswer",
    "averageTalkTime",
    "averageWrapTime",
    "holdTime",
    "totalContactTime",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
