{#- A record whose flagged quantity is null in times: it still counts as a record, and is named here. -#}
{% test no_dq_flag(model, record_key) %}

select
    {{ record_key }} as record_key,
    file_id,
    file_row,
    dq_flag as observed,
    'OK' as expected

from {{ model }}

where dq_flag <> 'OK'

{% endtest %}
