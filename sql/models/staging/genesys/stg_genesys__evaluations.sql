{#- The quality API's record of an evaluation holds where it was exported; else what the conversation says of it. -#}

with

api_evaluations as (

    select * from {{ source('genesys', 'genesys_evaluations') }}

),

inner_texts as (

    select * from {{ source('genesys', 'genesys_conversation_evaluations') }}

),

inner_typed as (

    select * from {{ source('genesys', 'genesys_typed_conversation_evaluations') }}

),

inner_evaluations as (

    {% for relation, submitted_at in [['inner_texts', to_instant('"eventTime"')], ['inner_typed', '"eventTime"']] %}
    select
        "evaluationId",
        "userId",
        "evaluatorId",
        "queueId",
        "formId",
        "formName",
        "evaluationStatus",
        "oTotalScore",
        "oTotalCriticalScore",
        "calibrationId",
        "deleted",
        "released",
        {{ submitted_at }} as submitted_at,
        file_id,
        file_row
    from {{ relation }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'evaluations' and op = 'upsert'

),

conversation_versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

from_quality_api as (

    select
        versions.org_id,
        versions.record_id as evaluation_id,
        api_evaluations."conversationId" as conversation_id,
        api_evaluations."agentId" as agent_id,
        api_evaluations."evaluatorId" as evaluator_id,
        api_evaluations."queueId" as queue_id,
        api_evaluations."formId" as form_id,
        api_evaluations."formName" as form_name,
        {{ normalised_enum('api_evaluations."status"') }} as status,
        {{ to_double('api_evaluations."totalScore"') }} as total_score,
        {{ to_double('api_evaluations."totalCriticalScore"') }} as total_critical_score,
        api_evaluations."calibrationId" is not null as is_calibration,
        coalesce({{ to_boolean('api_evaluations."redacted"') }}, false)
            or coalesce({{ to_boolean('api_evaluations."deleted"') }}, false) as is_deleted,
        api_evaluations."releaseDate" is not null as is_released,
        {{ to_instant('api_evaluations."submittedDate"') }} as submitted_at,
        versions.last_load_id,
        versions.record_hash,
        api_evaluations.file_id,
        api_evaluations.file_row

    from api_evaluations
    -- File and row say which; the id lets DuckDB know that one row matches one, where it would expect fifty.
    inner join versions
        on api_evaluations.file_id = versions.file_id
        and api_evaluations.file_row = versions.file_row
        and api_evaluations."id" = versions.record_id

),

from_conversations as (

    select
        conversation_versions.org_id,
        inner_evaluations."evaluationId" as evaluation_id,
        conversation_versions.record_id as conversation_id,
        inner_evaluations."userId" as agent_id,
        inner_evaluations."evaluatorId" as evaluator_id,
        inner_evaluations."queueId" as queue_id,
        inner_evaluations."formId" as form_id,
        inner_evaluations."formName" as form_name,
        {{ normalised_enum('inner_evaluations."evaluationStatus"') }} as status,
        {{ to_double('inner_evaluations."oTotalScore"') }} as total_score,
        {{ to_double('inner_evaluations."oTotalCriticalScore"') }} as total_critical_score,
        inner_evaluations."calibrationId" is not null as is_calibration,
        coalesce({{ to_boolean('inner_evaluations."deleted"') }}, false) as is_deleted,
        coalesce({{ to_boolean('inner_evaluations."released"') }}, false) as is_released,
        inner_evaluations.submitted_at,
        conversation_versions.last_load_id,
        conversation_versions.record_hash,
        inner_evaluations.file_id,
        inner_evaluations.file_row

    from inner_evaluations
    inner join conversation_versions
        on inner_evaluations.file_id = conversation_versions.file_id
        and inner_evaluations.file_row = conversation_versions.file_row

    where inner_evaluations."evaluationId" is not null

),

-- Of an evaluation that the quality API told of there is one record. Apart from `versions`: what is read twice is made whole.
told_by_quality_api as (

    select org_id, record_id as evaluation_id
    from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'evaluations' and op = 'upsert'

),

only_in_conversations as (

    select from_conversations.*
    from from_conversations
    left join told_by_quality_api
        on from_conversations.org_id = told_by_quality_api.org_id
        and from_conversations.evaluation_id = told_by_quality_api.evaluation_id
    where told_by_quality_api.evaluation_id is null

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, evaluation_id
            order by submitted_at desc nulls last, status, total_score desc nulls last, conversation_id
        ) as source_order

    from only_in_conversations

),

{% set columns = [
    'org_id', 'evaluation_id', 'conversation_id', 'agent_id', 'evaluator_id', 'queue_id', 'form_id', 'form_name', 'status',
    'total_score', 'total_critical_score', 'is_calibration', 'is_deleted', 'is_released', 'submitted_at', 'last_load_id',
    'record_hash', 'file_id', 'file_row'
] %}
unioned as (

    select {{ columns | join(', ') }} from from_quality_api
    union all
    select {{ columns | join(', ') }} from ranked
    where source_order = 1

),

final as (

    select
        'genesys' as platform,
        org_id,
        evaluation_id,
        conversation_id,
        agent_id,
        evaluator_id,
        queue_id,
        form_id,

        form_name,
        status,

        total_score,
        total_critical_score,

        is_calibration,
        is_deleted,
        is_released,

        submitted_at,

        last_load_id,
        record_hash,
        file_id,
        file_row

    from unioned

)

select * from final
