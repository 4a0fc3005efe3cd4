{#- Metrics of every landed record, typed: as its file has them, or cast from text. -#}

with

texts as (

    select * from {{ source('genesys', 'genesys_metrics') }}

),

typed as (

    select * from {{ source('genesys', 'genesys_typed_metrics') }}

),

final as (

    select
        "name" as metric_name,
        {{ to_bigint('"value"') }} as metric_value,

        "value" is not null as has_value,
        "emitDate" is not null as has_instant,

        {{ to_instant('"emitDate"') }} as emitted_at,

        participant_index,
        session_index,
        metric_index,
        file_id,
        file_row

    from texts

    union all

    select
        "name" as metric_name,
        "value" as metric_value,

        "value" is not null as has_value,
        "emitDate" is not null as has_instant,

        "emitDate" as emitted_at,

        participant_index,
        session_index,
        metric_index,
        file_id,
        file_row

    from typed

)

select * from final
