{#- The channel of an interaction: the first word of its events' type, e.g. telephony:call:ended. -#}
{% macro lifecycle_channel(event_type) %}
case
            when {{ event_type }} like 'telephony%' or {{ event_type }} like 'call#_%' escape '#' or {{ event_type }} like 'voice%' then 'voice'
            when {{ event_type }} like 'callback%' then 'callback'
            when {{ event_type }} like 'chat%' then 'chat'
            when {{ event_type }} like 'messag%' or {{ event_type }} like 'sms%' then 'message'
            when {{ event_type }} like 'email%' then 'email'
            else 'other'
        end
{%- endmacro %}
