{#
    The statements of the incremental strategy replace_touched, for cxkpi and dbt alike: everything that was touched goes,
    then what the model made of it comes. A plain delete+insert by key would leave behind keys that have vanished.
    `touched` is a query that names the touched keys; it reads the table as it was.
#}
{% macro replace_touched(target, source, unique_key, columns, touched) %}
delete from {{ target }}
where ({{ unique_key | join(', ') }}) in (
    {{ touched }}
);

insert into {{ target }} ({{ columns | join(', ') }})
select {{ columns | join(', ') }}
from {{ source }}
{% endmacro %}
