-- Questionnaires.

insert into raw.flex_questionnaires
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    questionnaire_sid,
    name,
    active,
    payload_hash as "payloadHash"
from landing_records;
