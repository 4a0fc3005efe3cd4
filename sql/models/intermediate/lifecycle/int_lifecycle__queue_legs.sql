{#-
    An interaction whose events name a queue is one offer to it. When it came and was answered is not in them, only when events
    happened: waits are null, never 0.
-#}

with

interactions as (

    select * from {{ ref('int_lifecycle__interactions') }}
    where queue_id is not null

),

agent_legs as (

    select
        *,
        row_number() over (partition by org_id, conversation_id order by started_at, agent_id) as leg_number

    from {{ ref('int_lifecycle__agent_legs') }}

),

final as (

    select
        'lifecycle' as platform,
        interactions.org_id,
        interactions.interaction_id as conversation_id,
        'queue' as session_id,
        agent_legs.session_id as agent_session_id,
        interactions.queue_id,
        agent_legs.agent_id,

        interactions.channel,
        case
            when interactions.terminal_state = 'abandoned' then 'abandoned'
            when agent_legs.agent_id is not null then 'answered'
            when interactions.terminal_state is null then 'open'
            else 'other'
        end as outcome,
        cast(null as varchar) as flow_out_kind,

        cast(null as bigint) as wait_ms,

        false as is_derived,
        false as is_wait_known,
        false as is_consult,
        false as is_transferred_in,
        cast(null as boolean) as is_short_abandon,
        cast(null as boolean) as is_held_party_abandon,
        cast(null as boolean) as is_over_target,

        interactions.started_at as entered_at,
        interactions.last_event_at as left_at,
        {{ to_instant('null') }} as answered_at,
        interactions.started_at as conversation_started_at,

        interactions.last_load_id,
        interactions.file_id,
        interactions.file_row,
        cast(-1 as integer) as platform_target_mark

    from interactions
    left join agent_legs
        on interactions.org_id = agent_legs.org_id
        and interactions.interaction_id = agent_legs.conversation_id
        and agent_legs.leg_number = 1

)

select * from final
