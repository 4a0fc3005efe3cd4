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

typed as (

    select
        versions.org_id,
        versions.record_id as assessment_sid,
        records.segment_id,
        nullif(records.agent_id, '') as insights_agent_id,
        lower(coalesce(nullif(records.user_email, ''), nullif(records.user_name, ''))) as evaluator_id,
        records.questionnaire_sid,
        records.questionnaire_name,
        records.question_sid,
        records.answer_id,

        coalesce({{ to_boolean('records.report') }}, true) as is_reported,
        coalesce({{ to_double('records.weight') }}, 1) as weight,

        {{ flex_instant('records.timestamp') }} as assessed_at,

        versions.last_load_id,
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
        greatest(ranked.last_load_id, coalesce(answers.last_load_id, 0)) as last_load_id,
        ranked.file_id,
        ranked.file_row

    from ranked
    left join answers
        on ranked.org_id = answers.org_id
        and ranked.answer_id = answers.answer_id

    where ranked.recency = 1

)

select * from final
