{#- A warehouse's channel → the channel of a leg. -#}
{% macro flat_channel(channel) %}
case lower({{ channel }})
    when 'voice' then 'voice'
    when 'phone' then 'voice'
    when 'call' then 'voice'
    when 'callback' then 'callback'
    when 'chat' then 'chat'
    when 'message' then 'message'
    when 'messaging' then 'message'
    when 'sms' then 'message'
    when 'email' then 'email'
    when 'video' then 'video'
    when 'work_item' then 'work_item'
    else 'other'
end
{% endmacro %}

{#- Seconds as text, with decimals or without → ms; what is negative is null, and a finding names it. -#}
{% macro flat_milliseconds(column) %}
case when {{ to_double(column) }} >= 0 then cast(round({{ to_double(column) }} * 1000) as bigint) end
{% endmacro %}

{#- Booleans as warehouses write them into files. -#}
{% macro flat_boolean(column) %}
case
    when lower({{ column }}) in ('true', 't', 'yes', 'y', '1', '1.0') then true
    when lower({{ column }}) in ('false', 'f', 'no', 'n', '0', '0.0') then false
end
{% endmacro %}
