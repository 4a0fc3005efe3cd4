{{ config(materialized='ephemeral') }}

{#- Where CXone's own summaries differ from the legs of their window; times by a second or more, as summaries round them. -#}

with

figures as (

    select * from {{ ref('mrt_cxone__reconciliation') }}

),

final as (

    select
        platform,
        org_id,
        cast(null as varchar) as conversation_id,
        cast(null as varchar) as leg_id,
        cast(null as varchar) as reported_leg_id,
        case when subject_type = 'queue' then subject_id end as queue_id,
        case when subject_type = 'agent' then subject_id end as agent_id,
        case when subject_type = 'team' then subject_id end as team_id,

        subject_type as subject,
        measure,
        'CXone ' || replace(source, '_', ' ') as reported_by,

        computed_value,
        reported_value,
        difference,

        window_started_at as began_at,
        window_ended_at

    from figures

    where abs(difference) >= 1

)

select * from final
