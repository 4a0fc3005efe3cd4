{#-
    A row with a queue is one offer of its conversation to that queue. How long it waited is not in it: null, never 0. The only
    instants are the row's start and end.
-#}

with

rows_of_queues as (

    select * from {{ ref('stg_flat__rows') }}
    where queue_id is not null
        and started_at is not null
        and not is_deleted

),

final as (

    select
        'flat' as platform,
        org_id,
        conversation_id,
        row_id as session_id,
        case when agent_id is not null and not is_abandoned then row_id end as agent_session_id,
        queue_id,
        case when not is_abandoned then agent_id end as agent_id,

        channel,
        case
            when is_abandoned then 'abandoned'
            when agent_id is not null then 'answered'
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

        started_at as entered_at,
        coalesce(ended_at, started_at) as left_at,
        {{ to_instant('null') }} as answered_at,
        conversation_started_at,

        conversation_load_id as last_load_id,
        file_id,
        file_row,
        cast(-1 as integer) as platform_target_mark

    from rows_of_queues

)

select * from final
