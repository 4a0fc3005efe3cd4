with

unioned as (

    {% for platform in var('platforms') %}
    select * from {{ ref('int_' ~ platform ~ '__customers') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from unioned
