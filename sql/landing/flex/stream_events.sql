-- TaskRouter events of Event Streams.

insert into raw.flex_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    'event_streams' as transport,
    coalesce(data.sid, id) as sid,
    id,
    coalesce(data.payload.eventtype, replace(type, 'com.twilio.taskrouter.', '')) as event_type,
    coalesce(data.payload.timestamp, data.timestamp, time) as event_date,
    null as event_date_ms,
    data.payload.resource_type as resource_type,
    data.payload.resource_sid as resource_sid,
    data.payload.task_sid as task_sid,
    data.payload.task_age as task_age,
    data.payload.task_priority as task_priority,
    data.payload.task_assignment_status as task_assignment_status,
    data.payload.task_channel_unique_name as task_channel_unique_name,
    data.payload.task_queue_sid as task_queue_sid,
    data.payload.task_queue_name as task_queue_name,
    data.payload.task_queue_entered_date as task_queue_entered_date,
    data.payload.task_date_created as task_date_created,
    data.payload.task_canceled_reason as task_canceled_reason,
    data.payload.task_completed_reason as task_completed_reason,
    data.payload.workflow_sid as workflow_sid,
    data.payload.workflow_name as workflow_name,
    data.payload.reservation_sid as reservation_sid,
    data.payload.reservation_reason_code as reservation_reason_code,
    data.payload.worker_sid as worker_sid,
    data.payload.worker_name as worker_name,
    data.payload.worker_activity_sid as worker_activity_sid,
    data.payload.worker_activity_name as worker_activity_name,
    data.payload.worker_previous_activity_sid as worker_previous_activity_sid,
    data.payload.worker_previous_activity_name as worker_previous_activity_name,
    data.payload.worker_time_in_previous_activity as worker_time_in_previous_activity,
    data.payload.worker_time_in_previous_activity_ms as worker_time_in_previous_activity_ms,
    data.payload.task_transfer_sid as task_transfer_sid,
    data.payload.transfer_type as transfer_type,
    data.payload.transfer_mode as transfer_mode,
    data.payload.transfer_to as transfer_to,
    data.payload.transfer_status as transfer_status,
    data.payload.transfer_failed_reason as transfer_failed_reason,
    data.payload.transfer_initiating_worker_sid as transfer_initiating_worker_sid,
    data.payload.transfer_initiating_reservation_sid as transfer_initiating_reservation_sid,
    case
        when data.payload.task_attributes is null then 'none'
        when not json_valid(data.payload.task_attributes) then 'invalid'
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
            when json_valid(data.payload.task_attributes) then json_extract_string(data.payload.task_attributes, [
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
            when json_valid(data.payload.worker_attributes) then json_extract_string(data.payload.worker_attributes, [
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
