-- Contacts of the data share, by skill or whole.

insert into raw.cxone_contact_visits
select
    {{ place }},
    "contactId",
    "customerContactId",
    "skillId",
    "skillSequenceNo",
    "contactStartDate",
    "startDate",
    "endDate",
    "contactSkillFirstInqueueCategoryTimestamp",
    "contactFirstInqueueCategoryTimestamp",
    "fromAddress",
    "isCallbackFlag",
    "isAbandonedFlag",
    "shortAbandonedCount",
    "takeoverCount",
    "queueOfferedCount",
    "inSlaCount",
    "outSlaCount",
    "holdSeconds",
    "prequeueCategorySeconds",
    "inqueueCategorySeconds",
    "withAgentCategorySeconds",
    "inboundSeconds",
    "outboundSeconds",
    "endReason",
    "lastUpdateTime",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
