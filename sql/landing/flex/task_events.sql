-- TaskRouter events, whichever transport brought them: what landing_events shows of them.

insert into raw.flex_events
select
    {{ place }},
    transport,
    sid,
    id,
    event_type,
    event_date,
    event_date_ms,
    resource_type,
    resource_sid,
    task_sid,
    task_age,
    task_priority,
    task_assignment_status,
    task_channel_unique_name,
    task_queue_sid,
    task_queue_name,
    task_queue_entered_date,
    task_date_created,
    task_canceled_reason,
    task_completed_reason,
    workflow_sid,
    workflow_name,
    reservation_sid,
    reservation_reason_code,
    worker_sid,
    worker_name,
    worker_activity_sid,
    worker_activity_name,
    worker_previous_activity_sid,
    worker_previous_activity_name,
    worker_time_in_previous_activity,
    worker_time_in_previous_activity_ms,
    task_transfer_sid,
    transfer_type,
    transfer_mode,
    transfer_to,
    transfer_status,
    transfer_failed_reason,
    transfer_initiating_worker_sid,
    transfer_initiating_reservation_sid,
    case
        when task_attributes is null then 'none'
        when not json_valid(task_attributes) then 'invalid'
        else 'present'
    end as task_attributes_state,
    task_values[1] as attributes_conversation_id,
    task_values[2] as attributes_conversation_direction,
    task_values[3] as attributes_abandoned,
    task_values[4] as attributes_abandoned_phase,
    task_values[5] as attributes_outcome,
    task_values[6] as attributes_hang_up_by,
    task_values[7] as attributes_destination,
    task_values[8] as attributes_direction,
    task_values[9] as attributes_reason,
    task_values[10] as attributes_task_type,
    task_values[11] as attributes_transfer_target_type,
    task_values[12] as attributes_call_sid,
    task_values[13] as attributes_customers_external_id,
    task_values[14] as attributes_customers_phone,
    task_values[15] as attributes_customers_email,
    task_values[16] as attributes_customer_address,
    task_values[17] as attributes_from,
    task_values[18] as attributes_caller,
    worker_values[1] as worker_full_name,
    worker_values[2] as worker_email,
    worker_values[3] as worker_team_id,
    worker_values[4] as worker_team_name,
    worker_values[5] as worker_department_name,
    worker_values[6] as worker_manager,
    body,
    payload_hash as "payloadHash"
from (
    -- Attributes are JSON in text: read once for all that is kept of them.
    select
        *,
        case
            when json_valid(task_attributes) then json_extract_string(task_attributes, [
                '$.conversations.conversation_id',
                '$.conversations.direction',
                '$.conversations.abandoned',
                '$.conversations.abandoned_phase',
                '$.conversations.outcome',
                '$.conversations.hang_up_by',
                '$.conversations.destination',
                '$.direction',
                '$.reason',
                '$.taskType',
                '$.transferTargetType',
                '$.call_sid',
                '$.customers.external_id',
                '$.customers.phone',
                '$.customers.email',
                '$.customerAddress',
                '$.from',
                '$.caller'
            ])
        end as task_values,
        case
            when json_valid(worker_attributes) then json_extract_string(worker_attributes, [
                '$.full_name',
                '$.email',
                '$.team_id',
                '$.team_name',
                '$.department_name',
                '$.manager'
            ])
        end as worker_values
    from landing_events
);

drop view landing_events;
