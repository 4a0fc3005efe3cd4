{#- Stretches of waits and reservations: the wait, the ring, the talk (holds inside), the after-call work. -#}
{% set stretches = [
    ['interact', 'waited_from', 'waited_to', "purpose = 'acd'"], ['alert', 'rang_from', 'rang_to', "purpose = 'agent'"],
    ['interact', 'talked_from', 'talked_to', "purpose = 'agent'"], ['wrapup', 'wrapped_from', 'wrapped_to', "purpose = 'agent'"]
] %}

with

sessions as (

    select * from {{ ref('int_flex__sessions') }}

),

final as (

    {% for type, from, to, condition in stretches %}
    select
        'flex' as platform,
        org_id,
        conversation_id,
        queue_id,
        {{ 'outcome' if type == 'wrapup' else 'cast(null as varchar)' }} as wrap_up_code,

        '{{ type }}' as segment_type,
        cast(null as varchar) as disconnect_type,

        cast(null as boolean) as is_conference,

        {{ from }} as started_at,
        {{ to }} as ended_at,

        case when {{ to }} < {{ from }} then 'INVALID_TIMESTAMPS' else 'OK' end as dq_flag,

        cast(participant_index as integer) as participant_index,
        1 as session_index,
        {{ loop.index }} as segment_index,
        last_load_id,
        file_id,
        file_row

    from sessions

    where {{ from }} is not null and {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from final
