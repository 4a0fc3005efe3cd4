-- Evaluations of the quality API.

insert into raw.genesys_evaluations
select
    {{ place }},
    "id",
    conversation.id as "conversationId",
    agent.id as "agentId",
    evaluator.id as "evaluatorId",
    queue.id as "queueId",
    "evaluationForm".id as "formId",
    "evaluationForm".name as "formName",
    "evaluationForm"."contextId" as "formContextId",
    calibration.id as "calibrationId",
    "status",
    "createdDate",
    "assignedDate",
    "changedDate",
    "submittedDate",
    "revisionCreatedDate",
    "releaseDate",
    "neverRelease",
    "redacted",
    "deleted",
    "isScoringIndex",
    "rescore",
    "version",
    "conversationDate",
    answers."totalScore" as "totalScore",
    answers."totalCriticalScore" as "totalCriticalScore",
    answers."anyFailedKillQuestions" as "anyFailedKillQuestions",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
