-- Questionnaires.

insert into raw.flex_questionnaires
select
    {{ place }},
    questionnaire_sid,
    name,
    active,
    payload_hash as "payloadHash"
from landing_records;
