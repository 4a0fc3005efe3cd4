{#- Contacts of the data share: one row a skill they visited, in order; without a number, the whole contact. -#}

with

records as (

    select * from {{ source('cxone', 'cxone_contact_visits') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'contact_visits' and op = 'upsert'

),

typed as (

    select
        versions.org_id,
        {{ cxone_id('records."contactId"') }} as contact_id,
        {{ cxone_id('records."customerContactId"') }} as customer_contact_id,
        {{ to_bigint('records."skillSequenceNo"') }} as visit_index,
        {{ cxone_id('records."skillId"') }} as skill_id,

        lower({{ cxone_text('records."endReason"') }}) as end_reason,
        {{ cxone_text('records."fromAddress"') }} as from_address,

        coalesce({{ cxone_milliseconds('records."prequeueCategorySeconds"') }}, 0) as pre_queue_ms,
        coalesce({{ cxone_milliseconds('records."inqueueCategorySeconds"') }}, 0) as in_queue_ms,
        coalesce({{ cxone_milliseconds('records."withAgentCategorySeconds"') }}, 0) as agent_ms,
        coalesce({{ cxone_milliseconds('records."holdSeconds"') }}, 0) as hold_ms,

        -- Which way a contact went is a number whose meaning is not public; the seconds of its states say it.
        case
            when {{ to_double('records."inboundSeconds"') }} > 0 then false
            when {{ to_double('records."outboundSeconds"') }} > 0 then true
        end as is_marked_outbound,
        case
            when {{ to_double('records."inSlaCount"') }} > 0 then 0
            when {{ to_double('records."outSlaCount"') }} > 0 then 1
            else -1
        end as service_level_flag,
        coalesce({{ to_double('records."queueOfferedCount"') }} > 0, true) as is_offered,
        coalesce({{ cxone_boolean('records."isAbandonedFlag"') }}, false) as is_abandoned,
        coalesce({{ to_double('records."shortAbandonedCount"') }} > 0, false) as is_short_abandon,
        coalesce({{ to_double('records."takeoverCount"') }} > 0, false) as is_takeover,
        coalesce({{ cxone_boolean('records."isCallbackFlag"') }}, false) as has_callback,

        coalesce({{ cxone_instant('records."contactStartDate"') }}, {{ cxone_instant('records."startDate"') }}) as started_at,
        coalesce(
            {{ cxone_instant('records."contactSkillFirstInqueueCategoryTimestamp"') }},
            {{ cxone_instant('records."contactFirstInqueueCategoryTimestamp"') }},
            {{ cxone_instant('records."startDate"') }}
        ) as entered_at,
        {{ cxone_instant('records."endDate"') }} as ended_at,
        {{ cxone_instant('records."lastUpdateTime"') }} as updated_at,
        versions.exported_at,

        versions.copy_count,
        versions.version_count,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

final as (

    select * from typed

)

select * from final
