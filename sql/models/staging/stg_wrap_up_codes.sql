with

unioned as (

    {% for platform in var('platforms') %}
    select * from {{ ref('stg_' ~ platform ~ '__wrap_up_codes') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from unioned
