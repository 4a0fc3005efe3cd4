{#- A duration or a count below zero is impossible. -#}
{% test not_negative(model, column_name, record_key='null') %}

select
    cast({{ record_key }} as varchar) as record_key,
    {{ column_name }} as observed,
    'at least 0' as expected

from {{ model }}

where {{ column_name }} < 0

{% endtest %}
