{#-
    Interactions as their events leave them, in the order of their instants, never of their arrival: what a later event says
    holds, and a state that ends an interaction is not undone by a later one that does not.
-#}

with

events as (

    select
        *,
        {{ sortable_instant('happened_at') }} || event_id as position

    from {{ ref('stg_lifecycle__events') }}

    where not is_superseded
        and happened_at is not null

),

gathered as (

    select
        org_id,
        interaction_id,
        {{ value_at_highest("case when state in ('completed', 'abandoned', 'missed') then state end", 'position') }}
            as terminal_state,
        {{ value_at_highest('queue_id', 'position') }} as queue_id,
        {{ value_at_highest('wrap_up_code', 'position') }} as wrap_up_code,
        {{ value_at_highest('event_type', 'position') }} as event_type,
        {{ value_at_highest('queue_wait_ms', 'position') }} as queue_wait_ms,
        {{ value_at_highest('file_id', 'position') }} as file_id,
        {{ value_at_highest('file_row', 'position') }} as file_row,
        min(happened_at) as started_at,
        max(happened_at) as last_event_at,
        max(case when dq_flag <> 'OK' then dq_flag end) as dq_flag,
        cast(sum(copy_count) as bigint) as copy_count,
        max(last_load_id) as last_load_id

    from events

    group by 1, 2

),

final as (

    select
        org_id,
        interaction_id,
        queue_id,
        wrap_up_code,

        terminal_state,
        {{ lifecycle_channel('event_type') }} as channel,

        queue_wait_ms,

        started_at,
        last_event_at,

        coalesce(dq_flag, 'OK') as dq_flag,
        copy_count,
        last_load_id,
        file_id,
        file_row

    from gathered

)

select * from final
