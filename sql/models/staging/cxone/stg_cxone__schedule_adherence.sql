{#- States of agents as workforce management has them for adherence: the platform's own figures, which no KPI reads. -#}

with

records as (

    select * from {{ source('cxone', 'cxone_schedule_adherence') }}

),

typed as (

    select
        org_id,
        {{ cxone_id('"agentId"') }} as agent_id,
        {{ cxone_id('"skillId"') }} as skill_id,
        {{ to_bigint('"stateIndex"') }} as state_index,
        {{ to_bigint('"agentStateId"') }} as agent_state_number,
        {{ cxone_text('"outStateDescription"') }} as out_state,
        {{ cxone_milliseconds('"duration"') }} as duration_ms,
        {{ cxone_instant('"startDate"') }} as started_at,
        {{ cxone_instant('"lastPollTime"') }} as exported_at,
        "payloadHash" as payload_hash,
        load_id,
        file_id,
        file_row

    from records

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, started_at, state_index
            order by exported_at desc nulls last, duration_ms desc, payload_hash desc, file_id, file_row
        ) as version_rank

    from typed

    where agent_id is not null and started_at is not null

),

final as (

    select
        'cxone' as platform,
        org_id,
        agent_id,
        skill_id,
        state_index,
        agent_state_number,

        out_state,

        duration_ms,

        started_at,
        {{ instant_plus('started_at', 'duration_ms') }} as ended_at,

        load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where version_rank = 1

)

select * from final
