{#- The columns of a model's grain name one row at most. -#}
{% test unique_grain(model, columns) %}

select
    {% for column in columns %}{{ "coalesce(cast(" ~ column ~ " as varchar), '')" }}{{ " || ':' || " if not loop.last }}{% endfor %} as record_key,
    count(*) as observed,
    'one row' as expected

from {{ model }}

group by {{ columns | join(', ') }}

having count(*) > 1

{% endtest %}
