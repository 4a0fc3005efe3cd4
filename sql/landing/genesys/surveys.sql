-- Surveys of the quality API.

insert into raw.genesys_surveys
select
    {{ place }},
    "id",
    conversation.id as "conversationId",
    agent.id as "agentId",
    queue.id as "queueId",
    "surveyForm".id as "surveyFormId",
    "surveyForm".name as "surveyFormName",
    "status",
    "surveyType",
    "completedDate",
    "createdDate",
    answers."totalScore" as "totalScore",
    answers."npsScore" as "npsScore",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
