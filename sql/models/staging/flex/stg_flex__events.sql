with

records as (

    select * from {{ source('flex', 'flex_events') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'events' and op = 'upsert'

),

renamed as (

    select
        'flex' as platform,
        versions.org_id,
        versions.record_id as event_sid,
        records.task_sid,
        records.reservation_sid,
        records.worker_sid,
        records.task_queue_sid,
        records.workflow_sid,
        records.task_transfer_sid as transfer_sid,
        records.transfer_initiating_reservation_sid,

        lower(records.event_type) as event_type,
        records.transport,
        records.task_channel_unique_name as task_channel,
        records.task_queue_name,
        records.task_canceled_reason,
        records.task_completed_reason,
        upper(records.transfer_mode) as transfer_mode,
        upper(records.transfer_type) as transfer_type,
        records.transfer_to,
        records.worker_name,
        records.worker_activity_sid,
        records.worker_activity_name,
        records.worker_previous_activity_sid,
        records.worker_previous_activity_name,

        lower(coalesce(records.attributes_conversation_direction, records.attributes_direction)) as direction,
        lower(records.attributes_abandoned) as abandoned,
        lower(records.attributes_abandoned_phase) as abandoned_phase,
        coalesce(records.attributes_outcome, records.attributes_reason) as outcome,
        lower(records.attributes_hang_up_by) as hang_up_by,
        records.attributes_task_type as task_type,
        lower(records.attributes_transfer_target_type) as transfer_target_type,
        nullif(records.attributes_customers_external_id, '') as customer_id,
        coalesce(
            nullif(records.attributes_customers_phone, ''),
            nullif(records.attributes_customers_email, ''),
            nullif(records.attributes_customer_address, ''),
            nullif(records.attributes_from, ''),
            nullif(records.attributes_caller, '')
        ) as customer_address,
        records.worker_full_name,
        records.worker_email,
        records.worker_team_id,
        records.worker_department_name,
        records.worker_manager,

        {{ flex_instant('coalesce(records.event_date_ms, records.event_date)') }} as occurred_at,
        {{ flex_instant('records.task_queue_entered_date') }} as queue_entered_at,
        -- Whole seconds since 2021-05-21 and milliseconds before; the field that says so came later.
        case
            when records.worker_time_in_previous_activity_ms is not null
                then {{ to_duration_ms('records.worker_time_in_previous_activity_ms') }}
            when records.transport = 'event_streams' and records.event_date < '2021-05-21'
                then {{ to_duration_ms('records.worker_time_in_previous_activity') }}
            else {{ to_duration_ms('records.worker_time_in_previous_activity') }} * 1000
        end as previous_activity_ms,

        case
            when {{ flex_instant('coalesce(records.event_date_ms, records.event_date)') }} is null then 'INVALID_TIMESTAMPS'
            when records.task_attributes_state = 'invalid' then 'INVALID_ATTRIBUTES'
            else 'OK'
        end as dq_flag,

        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
