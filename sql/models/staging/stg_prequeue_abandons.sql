with

unioned as (

    {% for platform in var('platforms') %}
    select * from {{ ref('stg_' ~ platform ~ '__prequeue_abandons') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from unioned
