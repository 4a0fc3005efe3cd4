{#- What assessors answered. An assessment is one answer to one question; the newest holds. -#}

with

records as (

    select * from {{ source('flex', 'flex_assessments') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'assessments' and op = 'upsert'

),

answers as (

    select * from {{ ref('stg_flex__answers') }}

),

-- An answer that has vanished scores nothing any more: its load counts, too.
answer_versions as (

    select org_id, record_id as answer_id, last_load_id
    from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'answers'

),

typed as (

    select
        versions.org_id,
        versions.record_id as assessment_sid,
        records.segment_id,
        nullif(records.agent_id, '') as insights_agent_id,
        {{ flex_evaluation_id('records') }} as evaluation_id,
        {{ flex_evaluator_id('records') }} as evaluator_id,
        records.questionnaire_sid,
        records.questionnaire_name,
        records.question_sid,
        records.answer_id,

        coalesce({{ to_boolean('records.report') }}, true) as is_reported,
        coalesce({{ to_double('records.weight') }}, 1) as weight,

        {{ flex_instant('records.timestamp') }} as assessed_at,

        versions.last_load_id,
        versions.record_hash,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, segment_id, questionnaire_sid, evaluator_id, question_sid
            order by assessed_at desc, assessment_sid desc
        ) as recency

    from typed

),

final as (

    select
        ranked.org_id,
        ranked.assessment_sid,
        ranked.segment_id,
        ranked.insights_agent_id,
        ranked.evaluation_id,
        ranked.evaluator_id,
        ranked.questionnaire_sid,
        ranked.questionnaire_name,
        ranked.question_sid,
        ranked.answer_id,

        ranked.is_reported,
        ranked.weight,
        answers.score,
        coalesce(answers.is_not_applicable, false) as is_not_applicable,

        ranked.assessed_at,

        case when answers.answer_id is null then 'UNKNOWN_ANSWER' else 'OK' end as dq_flag,
        greatest(ranked.last_load_id, coalesce(answer_versions.last_load_id, 0)) as last_load_id,
        ranked.record_hash,
        ranked.file_id,
        ranked.file_row

    from ranked
    left join answers
        on ranked.org_id = answers.org_id
        and ranked.answer_id = answers.answer_id
    left join answer_versions
        on ranked.org_id = answer_versions.org_id
        and ranked.answer_id = answer_versions.answer_id

    where ranked.recency = 1

)

select * from final
