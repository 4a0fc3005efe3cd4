{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'evaluation_id']
) }}

-- depends_on: {{ ref('int_conversation_versions') }}
-- depends_on: {{ ref('int_record_versions') }}

{% set columns = [
    'platform', 'org_id', 'evaluation_id', 'conversation_id', 'agent_id', 'evaluator_id', 'queue_id', 'form_id', 'form_name',
    'status', 'total_score', 'total_critical_score', 'is_calibration', 'is_deleted', 'is_released', 'submitted_at',
    'last_load_id', 'record_hash', 'file_id', 'file_row'
] %}

with

{% if is_incremental() %}
brought as (

    select * from {{ ref('stg_evaluations') }}
    where last_load_id > {{ newest_load() }}
        and {{ in_touched_files(ref('int_record_versions'), ['evaluations', 'conversations']) }}

),

touched_conversations as (

    select platform, org_id, conversation_id
    from {{ ref('int_conversation_versions') }}
    where last_load_id > {{ newest_load() }}

),

changed_records as (

    select record_hash
    from {{ ref('int_record_versions') }}
    where last_load_id > {{ newest_load() }}

),

-- Where its record changed and tells of it no more, an evaluation is gone, or another record tells of it.
standing as (

    select
        former.{{ columns | join(', former.') }},
        former.record_hash in (select record_hash from changed_records) as is_lost
    from {{ this }} as former
    left join brought
        on former.platform = brought.platform
        and former.org_id = brought.org_id
        and former.evaluation_id = brought.evaluation_id
    where brought.evaluation_id is null

),

-- An evaluation also changes with its conversation: then it stands here as it was told.
touched as (

    select {{ columns | join(', ') }}, false as is_lost from brought

    union all

    select {{ columns | join(', ') }}, is_lost from standing
    where is_lost
        or (platform, org_id, conversation_id) in (
            select platform, org_id, conversation_id from touched_conversations
        )

),

evaluations as (

    select {{ columns | join(', ') }} from touched
    where not is_lost

    union all

    select told.{{ columns | join(', told.') }}
    from {{ ref('stg_evaluations') }} as told
    inner join touched
        on told.platform = touched.platform
        and told.org_id = touched.org_id
        and told.evaluation_id = touched.evaluation_id
    where touched.is_lost
        -- Mostly none is.
        and {{ asked_first('select count(*) from touched where is_lost') }} > 0

),

{% else %}
evaluations as (

    select {{ columns | join(', ') }} from {{ ref('stg_evaluations') }}

),

{% endif %}
evaluated as (

    select distinct platform, org_id, conversation_id from evaluations

),

{% if is_incremental() %}
-- Mostly none: what is evaluated is mostly loaded with it.
evaluated_earlier as (

    select evaluated.*
    from evaluated
    left join {{ ref('fct_conversations') }} as conversations
        on evaluated.platform = conversations.platform
        and evaluated.org_id = conversations.org_id
        and evaluated.conversation_id = conversations.conversation_id
        and conversations.last_load_id > {{ newest_load() }}
    where conversations.conversation_id is null

),

{% endif %}
-- The rows of a conversation change together.
{% for rows, relation in [['conversations', 'fct_conversations'], ['agent_legs', 'fct_agent_legs']] %}
{{ rows }} as (

    select * from {{ ref(relation) }}
    where (platform, org_id, conversation_id) in (select platform, org_id, conversation_id from evaluated)
    {% if is_incremental() %}
        and last_load_id > {{ newest_load() }}

    union all

    select * from {{ ref(relation) }}
    where (platform, org_id, conversation_id) in (select platform, org_id, conversation_id from evaluated_earlier)
        and last_load_id <= {{ newest_load() }}
    {% endif %}

),

{% endfor %}
-- The evaluated leg: the agent's last in the conversation.
last_legs as (

    select
        platform,
        org_id,
        conversation_id,
        agent_id,
        max(started_at) as leg_started_at

    from agent_legs

    group by 1, 2, 3, 4

),

final as (

    select
        evaluations.platform,
        evaluations.org_id,
        evaluations.evaluation_id,
        evaluations.conversation_id,
        evaluations.agent_id,
        evaluations.evaluator_id,
        evaluations.queue_id,
        evaluations.form_id,

        evaluations.form_name,
        evaluations.status,

        evaluations.total_score,
        evaluations.total_critical_score,

        evaluations.is_calibration,
        evaluations.is_deleted,
        evaluations.is_released,
        evaluations.status in ('FINISHED', 'COMPLETED', 'SUBMITTED')
            and not evaluations.is_calibration
            and not evaluations.is_deleted
            and evaluations.total_score is not null as is_scored,

        evaluations.submitted_at,
        coalesce(last_legs.leg_started_at, conversations.started_at) as evaluated_at,
        conversations.started_at as conversation_started_at,

        greatest(evaluations.last_load_id, coalesce(conversations.last_load_id, 0)) as last_load_id,
        evaluations.record_hash,
        evaluations.file_id,
        evaluations.file_row

    from evaluations
    left join conversations
        on evaluations.platform = conversations.platform
        and evaluations.org_id = conversations.org_id
        and evaluations.conversation_id = conversations.conversation_id
    left join last_legs
        on evaluations.platform = last_legs.platform
        and evaluations.org_id = last_legs.org_id
        and evaluations.conversation_id = last_legs.conversation_id
        and evaluations.agent_id = last_legs.agent_id

)

select * from final
