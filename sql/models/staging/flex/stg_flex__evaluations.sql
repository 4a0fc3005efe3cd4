{#-
    An evaluation is all answers of one assessor to one questionnaire about one segment. Its score is the weighted mean of what the
    answers score; not applicable is no answer, and what its assessor took out of reports is none either. Of an answer whose
    answer set was not loaded the score is not known, nor is that of the evaluation.
-#}

with

assessments as (

    select * from {{ ref('stg_flex__assessments') }}
    where segment_id is not null

),

questionnaires as (

    select * from {{ source('flex', 'flex_questionnaires') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'questionnaires' and op = 'upsert'

),

form_names as (

    select versions.org_id, versions.record_id as questionnaire_sid, questionnaires.name
    from questionnaires
    inner join versions
        on questionnaires.file_id = versions.file_id
        and questionnaires.file_row = versions.file_row

),

changes as (

    select * from {{ ref('int_flex__evaluation_changes') }}

),

-- The report of segments says of which conversation and of whom, or else the Insights API.
reported_segments as (

    select * from {{ ref('int_flex__insights_segments') }}

),

api_segments as (

    select * from {{ ref('int_flex__api_segments') }}

),

summed as (

    select
        org_id,
        evaluation_id,
        segment_id,
        questionnaire_sid,
        evaluator_id,
        max(insights_agent_id) as insights_agent_id,
        {{ value_at_highest('questionnaire_name', 'assessed_at') }} as questionnaire_name,
        max(case when is_reported then 1 else 0 end) as reported_mark,
        max(case when is_reported and dq_flag <> 'OK' then 1 else 0 end) as unknown_mark,
        sum(case when is_reported and not is_not_applicable then weight end) as total_weight,
        sum(case when is_reported and not is_not_applicable then weight * score end) as weighted_score,
        max(assessed_at) as submitted_at,
        max(last_load_id) as last_load_id,
        {{ value_at_highest('record_hash', 'assessment_sid') }} as record_hash,
        {{ value_at_highest('file_id', 'assessment_sid') }} as file_id,
        {{ value_at_highest('file_row', 'assessment_sid') }} as file_row

    from assessments

    group by 1, 2, 3, 4, 5

),

final as (

    select
        'flex' as platform,
        summed.org_id,
        summed.evaluation_id,
        coalesce(reported_segments.conversation_id, api_segments.conversation_id) as conversation_id,
        coalesce(reported_segments.agent_id, api_segments.agent_id, summed.insights_agent_id) as agent_id,
        summed.evaluator_id,
        coalesce(reported_segments.queue_id, api_segments.queue_id) as queue_id,
        summed.questionnaire_sid as form_id,

        coalesce(summed.questionnaire_name, form_names.name) as form_name,
        'COMPLETED' as status,

        case
            when summed.unknown_mark = 0 and summed.total_weight > 0 then summed.weighted_score / summed.total_weight
        end as total_score,
        cast(null as double) as total_critical_score,

        false as is_calibration,
        summed.reported_mark = 0 as is_deleted,
        cast(null as boolean) as is_released,

        summed.submitted_at,

        greatest(
            summed.last_load_id,
            coalesce(changes.last_load_id, 0),
            coalesce(reported_segments.named_load_id, 0),
            coalesce(api_segments.named_load_id, 0)
        ) as last_load_id,
        summed.record_hash,
        summed.file_id,
        summed.file_row

    from summed
    left join reported_segments
        on summed.org_id = reported_segments.org_id
        and summed.segment_id = reported_segments.segment_id
    left join api_segments
        on summed.org_id = api_segments.org_id
        and summed.segment_id = api_segments.segment_id
    left join form_names
        on summed.org_id = form_names.org_id
        and summed.questionnaire_sid = form_names.questionnaire_sid
    left join changes
        on summed.org_id = changes.org_id
        and summed.evaluation_id = changes.evaluation_id

)

select * from final
