{{ config(materialized='view') }}

{#- Record-level raw tables: entity, key, the platform's own update time, and whether the record says that it is closed. -#}
{% set entities = [
    ['contacts', '"contactId"', '"lastUpdateTime"'],
    ['agent_contacts', '"agentContactId"', '"lastUpdateTime"'],
    ['contact_visits', "\"contactId\" || ':' || coalesce(\"skillSequenceNo\", '')", '"lastUpdateTime"'],
    ['skills', '"skillId"', '"lastUpdated"'],
    ['agents', '"agentId"', '"lastModified"'],
    ['teams', '"teamId"', '"lastUpdateTime"'],
    ['dispositions', '"dispositionId"', '"lastUpdated"']
] %}

with

{% for entity, key, updated_at in entities %}
{{ entity }} as (

    select
        org_id,
        '{{ entity }}' as entity,
        {{ cxone_id(key) }} as record_id,
        load_id,
        file_id,
        file_row,
        op,
        {{ cxone_instant(updated_at) }} as updated_at,
        {{ cxone_instant('"lastPollTime"') }} as exported_at,
        {% if entity == 'contacts' %}
        not coalesce({{ cxone_boolean('"isActive"') }}, false) as is_closed,
        {{ cxone_instant('"contactStartDate"') }} as latest_at,
        {% else %}
        true as is_closed,
        cast(null as timestamp with time zone) as latest_at,
        {% endif %}
        "payloadHash" as payload_hash

    from {{ source('cxone', 'cxone_' ~ entity) }}

),

{% endfor %}
records as (

    {% for entity, key, updated_at in entities %}
    select * from {{ entity }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        'cxone' as platform,
        org_id,
        entity,
        record_id,
        load_id,
        file_id,
        file_row,
        op,
        {{ sortable_instant('updated_at') }} as updated_at,
        exported_at,
        is_closed,
        latest_at,
        payload_hash

    from records

    where record_id is not null

)

select * from final
