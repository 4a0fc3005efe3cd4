{#- States of contacts in their order, each with when it ended, what came before and what comes after. -#}

with

states as (

    select * from {{ ref('stg_cxone__contact_states') }}
    -- An agent without time refused: the wait goes on (D2).
    where not (state_class = 'agent' and duration_ms is not distinct from 0)
        and state_class not in ('vanished', 'unnamed')

),

final as (

    select
        *,
        coalesce(
            {{ instant_plus('started_at', 'duration_ms') }},
            lead(started_at) over (partition by org_id, contact_id order by state_index)
        ) as ended_at,
        lag(state_class) over (partition by org_id, contact_id order by state_index) as previous_class,
        lag(skill_id) over (partition by org_id, contact_id order by state_index) as previous_skill_id,
        lead(state_class) over (partition by org_id, contact_id order by state_index) as next_class,
        lead(skill_id) over (partition by org_id, contact_id order by state_index) as next_skill_id

    from states

)

select * from final
