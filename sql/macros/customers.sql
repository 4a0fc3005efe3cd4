{#-
    The key by which conversations of one customer are known: the address as everybody writes it, without its scheme, a telephone
    number without host, letters small. Null for a withheld number, and for nothing but signs, as masked data has it.
    What hashes addresses writes them the same way first.
-#}
{% macro customer_key(address) %}
{%- set text = 'lower(trim(' ~ address ~ '))' -%}
{%- set number = "nullif(regexp_extract(" ~ text ~ ", '^(?:tel|sips?|sms|whatsapp):([+]?[0-9]+)(?:[@;].*)?$', 1), '')" -%}
{%- set rest = "regexp_replace(" ~ text ~ ", '^(?:tel|sips?|mailto|sms|whatsapp):', '')" -%}
{%- set plain = "case when " ~ address ~ " like '%:%' then coalesce(" ~ number ~ ", " ~ rest ~ ") else " ~ text ~ " end" -%}
case
            when split_part({{ plain }}, '@', 1) in ({% for word in var('withheld_addresses') %}'{{ word }}'{{ ', ' if not loop.last }}{% endfor %})
                then null
            else nullif({{ plain }}, '')
        end
{%- endmacro %}

{#- When the window after a first contact ends. -#}
{% macro first_contact_window_end(ended_at) %}{{ milliseconds_later(ended_at, 'cast(' ~ var('first_contact_window_hours') ~ ' as bigint) * 3600000') }}{% endmacro %}

{#- A number of 63 bits for a platform's customer: a table is looked through by it many times faster than by three texts. -#}
{% macro customer_hash() %}{{ adapter.dispatch('text_hash')("platform || ':' || org_id || ':' || customer_key") }}{% endmacro %}
{% macro default__text_hash(text) %}xxhash64({{ text }}){% endmacro %}
{% macro duckdb__text_hash(text) %}cast(md5_number_lower({{ text }}) >> 1 as bigint){% endmacro %}
