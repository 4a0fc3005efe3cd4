{#-
    The newest load that changed anything an evaluation is told by: its assessments, also those that it had and lost; its
    questionnaire and its segment, also where what told of them has vanished.
-#}
{% set told_by = [
    ['assessments', 'assessment_sid'], ['questionnaires', 'questionnaire_sid'], ['insights_segments', 'segment_id'],
    ['api_segments', 'segment_id']
] %}

with

assessments as (

    select * from {{ source('flex', 'flex_assessments') }}
    where segment_id is not null

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex'
        and entity in ({% for entity, column in told_by %}'{{ entity }}'{{ ', ' if not loop.last }}{% endfor %})

),

records as (

    {% for entity, column in told_by %}
    select
        org_id,
        {{ flex_evaluation_id('assessments') }} as evaluation_id,
        '{{ entity }}' as entity,
        {{ column }} as record_id
    from assessments
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        records.org_id,
        records.evaluation_id,
        max(versions.last_load_id) as last_load_id

    from records
    inner join versions
        on records.org_id = versions.org_id
        and records.entity = versions.entity
        and records.record_id = versions.record_id

    group by 1, 2

)

select * from final
