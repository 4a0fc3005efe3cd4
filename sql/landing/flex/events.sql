-- TaskRouter events of the Events API.

insert into raw.flex_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    'events_api' as transport,
    sid,
    null as id,
    event_type,
    event_date,
    event_date_ms,
    resource_type,
    resource_sid,
    event_data.task_sid as task_sid,
    event_data.task_age as task_age,
    event_data.task_priority as task_priority,
    event_data.task_assignment_status as task_assignment_status,
    event_data.task_channel_unique_name as task_channel_unique_name,
    event_data.task_queue_sid as task_queue_sid,
    event_data.task_queue_name as task_queue_name,
    event_data.task_queue_entered_date as task_queue_entered_date,
    event_data.task_date_created as task_date_created,
    event_data.task_canceled_reason as task_canceled_reason,
    event_data.task_completed_reason as task_completed_reason,
    event_data.workflow_sid as workflow_sid,
    event_data.workflow_name as workflow_name,
    event_data.reservation_sid as reservation_sid,
    event_data.reservation_reason_code as reservation_reason_code,
    event_data.worker_sid as worker_sid,
    event_data.worker_name as worker_name,
    event_data.worker_activity_sid as worker_activity_sid,
    event_data.worker_activity_name as worker_activity_name,
    event_data.worker_previous_activity_sid as worker_previous_activity_sid,
    event_data.worker_previous_activity_name as worker_previous_activity_name,
    event_data.worker_time_in_previous_activity as worker_time_in_previous_activity,
    event_data.worker_time_in_previous_activity_ms as worker_time_in_previous_activity_ms,
    event_data.task_transfer_sid as task_transfer_sid,
    event_data.transfer_type as transfer_type,
    event_data.transfer_mode as transfer_mode,
    event_data.transfer_to as transfer_to,
    event_data.transfer_status as transfer_status,
    event_data.transfer_failed_reason as transfer_failed_reason,
    event_data.transfer_initiating_worker_sid as transfer_initiating_worker_sid,
    event_data.transfer_initiating_reservation_sid as transfer_initiating_reservation_sid,
    case
        when event_data.task_attributes is null then 'none'
        when not json_valid(event_data.task_attributes) then 'invalid'
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
    worker_values[1] as worker_full_name,
    worker_values[2] as worker_email,
    worker_values[3] as worker_team_id,
    worker_values[4] as worker_team_name,
    worker_values[5] as worker_department_name,
    worker_values[6] as worker_manager,
    null as body,
    payload_hash as "payloadHash"
from (
    -- Attributes are JSON in text: read once for all that is kept of them.
    select
        *,
        case
            when json_valid(event_data.task_attributes) then json_extract_string(event_data.task_attributes, [
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
                '$.call_sid'
            ])
        end as task_values,
        case
            when json_valid(event_data.worker_attributes) then json_extract_string(event_data.worker_attributes, [
                '$.full_name',
                '$.email',
                '$.team_id',
                '$.team_name',
                '$.department_name',
                '$.manager'
            ])
        end as worker_values
    from landing_records
);
