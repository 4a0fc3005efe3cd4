{#- Every landed version of every row, typed: as its file has it, or cast from text. -#}

with

texts as (

    select * from {{ source('flat', 'flat_conversations') }}

),

typed as (

    select * from {{ source('flat', 'flat_typed_conversations') }}

),

final as (

    select
        org_id,
        conversation_id,
        queue_id,
        agent_id,
        wrapup_code as wrap_up_code,

        queue_name,
        agent_name,
        channel,
        op,
        start_time as start_text,

        {{ to_double('handle_seconds') }} as handle_seconds,
        {{ to_double('talk_seconds') }} as talk_seconds,
        {{ to_double('hold_seconds') }} as hold_seconds,
        {{ to_double('acw_seconds') }} as acw_seconds,

        {{ flat_boolean('abandoned') }} as is_abandoned,
        {{ flat_boolean('transferred') }} as is_transferred,
        end_time is not null as has_end,

        {{ to_instant('start_time') }} as started_at,
        {{ to_instant('end_time') }} as ended_at,
        {{ to_instant('ingested_at') }} as ingested_at,

        load_id,
        file_id,
        file_row

    from texts

    union all

    select
        org_id,
        conversation_id,
        queue_id,
        agent_id,
        wrapup_code as wrap_up_code,

        queue_name,
        agent_name,
        channel,
        op,
        cast(null as varchar) as start_text,

        handle_seconds,
        talk_seconds,
        hold_seconds,
        acw_seconds,

        abandoned as is_abandoned,
        transferred as is_transferred,
        end_time is not null as has_end,

        start_time as started_at,
        end_time as ended_at,
        ingested_at,

        load_id,
        file_id,
        file_row

    from typed

)

select * from final
