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

{#- An event is one whatever transport brought it: its topic, instant and session tell it from all others. -#}
{% macro genesys_event_id(relation) %}
md5({{ relation }}."topicName" || ':' || coalesce({{ relation }}."eventTime", '')
        || ':' || coalesce({{ relation }}."participantId", '') || ':' || coalesce({{ relation }}."sessionId", ''))
{%- endmacro %}

{#- The instant of an event: ms from 1970 to the year 9999; anything else is none. -#}
{% macro genesys_event_instant(relation) %}
{%- set milliseconds = to_bigint(relation ~ '."eventTime"') -%}
case when {{ milliseconds }} between 0 and 253402300799999 then {{ instant_of_milliseconds(milliseconds) }} end
{%- endmacro %}

{#- Two relations speak of the same conversation of an organisation. -#}
{% macro same_conversation(one, other) %}
{{ one }}.org_id = {{ other }}.org_id
        and {{ one }}.conversation_id = {{ other }}.conversation_id
{%- endmacro %}

{#- What a state of one of the two timelines means, by its word in capital letters. -#}
{% macro genesys_state_class(timeline, state) %}
case
            when {{ timeline }} = 'presence' and {{ state }} <> 'OFFLINE' then 'logged_in'
            when {{ timeline }} = 'presence' then 'logged_out'
            when {{ state }} = 'INTERACTING' then 'handling'
            when {{ state }} = 'IDLE' then 'waiting'
            when {{ state }} = 'COMMUNICATING' then 'other_on_queue'
            when {{ state }} = 'NOTRESPONDING' then 'not_responding'
            when {{ state }} = 'OFFQUEUE' then 'off_queue'
            else 'unknown'
        end
{%- endmacro %}

{#-
    The first file in which there is a record of the entities that changed since the model last ran. Views that take lists apart
    then do so in the files from there on, where a join would have them take all apart.
-#}
{% macro first_touched_file(versions, entities) %}{{ asked_first("select min(file_id) from " ~ versions ~ " where platform = 'genesys' and entity in ('" ~ entities | join("', '") ~ "') and op = 'upsert' and last_load_id > " ~ newest_load()) }}{% endmacro %}

{#- Of what records tell by themselves: not what stands before the first file with one that changed since the model last ran. -#}
{% macro in_touched_files(versions, entities) %}(platform <> 'genesys' or file_id >= {{ first_touched_file(versions, entities) }}){% endmacro %}

{#- Keeps an incremental run to the parts of records that changed since it last ran. -#}
{% macro where_touched_parts() %}
{% if is_incremental() %}where last_load_id > {{ newest_load() }} and file_id >= {{ first_touched_file(ref('int_genesys__record_versions'), ['conversations']) }}{% endif %}
{% endmacro %}
