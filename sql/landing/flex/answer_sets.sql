-- Answer sets: what their answers score, and the answer that scores nothing.

insert into raw.flex_answer_sets
select
    {{ place }},
    account_sid,
    payload_hash as "payloadHash"
from landing_records;

insert into raw.flex_answers
select
    {{ place }},
    answer.id as answer_id,
    answer.name,
    answer.score,
    'false' as is_not_applicable
from (
    select *, unnest(answer_set.answers) as answer
    from (select load_id, file_id, file_row, org_id, op, unnest(answer_sets) as answer_set from landing_records)
);

insert into raw.flex_answers
select
    {{ place }},
    not_applicable.id as answer_id,
    not_applicable.name,
    null as score,
    'true' as is_not_applicable
from landing_records
where not_applicable.id is not null;
