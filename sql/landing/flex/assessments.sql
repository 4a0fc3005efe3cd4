-- Answers of quality assessments.

insert into raw.flex_assessments
select
    {{ place }},
    assessment_sid,
    segment_id,
    agent_id,
    user_name,
    user_email,
    assessment.questionnaire.questionnaire_sid as questionnaire_sid,
    assessment.questionnaire.name as questionnaire_name,
    assessment.questionnaire.question.question_sid as question_sid,
    answer_id,
    report,
    weight,
    timestamp,
    payload_hash as "payloadHash"
from landing_records;
