{#- Genesys' media type → the channel of a leg. -#}
{% macro genesys_channel(media_type) %}
case {{ media_type }}
    when 'voice' then 'voice'
    when 'callback' then 'callback'
    when 'chat' then 'chat'
    when 'message' then 'message'
    when 'email' then 'email'
    when 'video' then 'video'
    else 'other'
end
{% endmacro %}

{#- Whether two instants lie at most a second apart: how far Genesys' stamps of one event differ. -#}
{% macro within_a_second(one, other) %}abs({{ milliseconds_between(one, other) }}) <= 1000{% endmacro %}

{#- Two relations speak of the same session of a record. -#}
{% macro same_session(one, other) %}
{{ one }}.file_id = {{ other }}.file_id
        and {{ one }}.file_row = {{ other }}.file_row
        and {{ one }}.participant_index = {{ other }}.participant_index
        and {{ one }}.session_index = {{ other }}.session_index
{%- endmacro %}
