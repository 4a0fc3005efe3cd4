with

records as (

    select * from {{ source('cxone', 'cxone_contacts') }}

),

versions as (

    select * from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone' and entity = 'contacts' and op = 'upsert'

),

renamed as (

    select
        'cxone' as platform,
        versions.org_id,
        versions.record_id as contact_id,
        coalesce({{ cxone_id('records."masterContactId"') }}, versions.record_id) as master_contact_id,
        {{ cxone_id('records."skillId"') }} as skill_id,
        {{ cxone_id('records."agentId"') }} as agent_id,
        {{ cxone_id('records."teamId"') }} as team_id,
        {{ cxone_id('records."primaryDispositionId"') }} as disposition_id,

        {{ cxone_text('records."skillName"') }} as skill_name,
        coalesce(
            nullif(trim(concat_ws(' ', {{ cxone_text('records."firstName"') }}, {{ cxone_text('records."lastName"') }})), ''),
            {{ cxone_text('records."agentName"') }}
        ) as agent_name,
        {{ cxone_channel(
            'trim(records."mediaTypeId")',
            normalised_enum('records."mediaTypeName"'),
            normalised_enum('records."mediaSubTypeName"')
        ) }} as media_channel,
        {{ normalised_enum('records."transferIndicatorName"') }} as transfer_indicator,
        {{ normalised_enum('records."stateName"') }} as state_name,
        lower({{ cxone_text('records."endReason"') }}) as end_reason,
        {{ cxone_text('records."fromAddress"') }} as from_address,

        coalesce({{ cxone_milliseconds('records."preQueueSeconds"') }}, 0) as pre_queue_ms,
        coalesce({{ cxone_milliseconds('records."inQueueSeconds"') }}, 0) as in_queue_ms,
        coalesce({{ cxone_milliseconds('records."agentSeconds"') }}, 0) as agent_ms,
        coalesce({{ cxone_milliseconds('records."holdSeconds"') }}, 0) as hold_ms,
        {{ cxone_milliseconds('records."acwSeconds"') }} as acw_ms,
        coalesce({{ cxone_milliseconds('records."postQueueSeconds"') }}, 0) as post_queue_ms,
        coalesce({{ cxone_milliseconds('records."releaseSeconds"') }}, 0) as release_ms,
        {{ cxone_milliseconds('records."totalDurationSeconds"') }} as total_ms,

        {{ to_bigint('records."serviceLevelFlag"') }} as service_level_flag,
        {{ cxone_boolean('records."isOutbound"') }} as is_marked_outbound,
        coalesce({{ cxone_boolean('records."abandoned"') }}, false) as is_abandoned,
        coalesce({{ cxone_boolean('records."isShortAbandon"') }}, false) as is_short_abandon,
        coalesce({{ cxone_boolean('records."isTakeover"') }}, false) as is_takeover,
        coalesce({{ cxone_boolean('records."isActive"') }}, false) as is_active,
        -- A number of seconds; the oldest descriptions say an instant.
        coalesce({{ to_double('records."callbackTime"') }} > 0, {{ cxone_text('records."callbackTime"') }} is not null)
            as has_callback,

        coalesce(
            {{ cxone_instant('records."contactStartDate"') }},
            {{ cxone_local_instant("trim(records.\"localStartDate\") || ' ' || trim(records.\"localStartTime\")") }}
        ) as started_at,
        {{ cxone_instant('records."agentStartDate"') }} as agent_started_at,
        {{ cxone_instant('records."lastUpdateTime"') }} as updated_at,
        {{ cxone_instant('records."dateACWWarehoused"') }} as acw_warehoused_at,
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

    select
        *,
        case
            when started_at is null then 'INVALID_START'
            when not is_active and abs(
                total_ms - (pre_queue_ms + in_queue_ms + agent_ms + post_queue_ms + release_ms)
            ) > 2000 and not has_callback then 'INVALID_TOTAL'
            else 'OK'
        end as dq_flag

    from renamed

)

select * from final
