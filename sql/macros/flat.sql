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

{#- Seconds, with decimals or without → ms; what is negative, no number (nan), or longer than 30 years is null, and a finding names it. -#}
{% macro flat_milliseconds(seconds) %}
case when {{ seconds }} >= 0 and {{ seconds }} < 1000000000 then cast(round({{ seconds }} * 1000) as bigint) end
{% endmacro %}

{#- Booleans as warehouses write them into files. -#}
{% macro flat_boolean(column) %}
case
    when lower({{ column }}) in ('true', 't', 'yes', 'y', '1', '1.0') then true
    when lower({{ column }}) in ('false', 'f', 'no', 'n', '0', '0.0') then false
end
{% endmacro %}
