{#- One quantity never exceeds another; both are expressions over one row. -#}
{% test at_most(model, column_name, maximum, record_key) %}

select
    {{ record_key }} as record_key,
    cast({{ column_name }} as varchar) as observed,
    'at most ' || cast({{ maximum }} as varchar) as expected

from {{ model }}

where {{ column_name }} > {{ maximum }}

{% endtest %}
