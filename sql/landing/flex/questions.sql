-- Questions, and what their answers score.

insert into raw.flex_questions
select
    {{ place }},
    question_sid,
    question,
    payload_hash as "payloadHash"
from landing_records;

insert into raw.flex_answers
select
    {{ place }},
    answer.id as answer_id,
    answer.name,
    answer.score,
    'false' as is_not_applicable
from (select load_id, file_id, file_row, org_id, op, unnest(answer_set.answers) as answer from landing_records);
