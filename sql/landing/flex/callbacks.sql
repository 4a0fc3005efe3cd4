-- TaskRouter events as the workspace's callback posts them.

insert into raw.flex_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    'webhook' as transport,
    "Sid" as sid,
    null as id,
    "EventType" as event_type,
    "Timestamp" as event_date,
    "TimestampMs" as event_date_ms,
    "ResourceType" as resource_type,
    "ResourceSid" as resource_sid,
    "TaskSid" as task_sid,
    "TaskAge" as task_age,
    "TaskPriority" as task_priority,
    "TaskAssignmentStatus" as task_assignment_status,
    "TaskChannelUniqueName" as task_channel_unique_name,
    "TaskQueueSid" as task_queue_sid,
    "TaskQueueName" as task_queue_name,
    "TaskQueueEnteredDate" as task_queue_entered_date,
    "TaskDateCreated" as task_date_created,
    "TaskCanceledReason" as task_canceled_reason,
    "TaskCompletedReason" as task_completed_reason,
    "WorkflowSid" as workflow_sid,
    "WorkflowName" as workflow_name,
    "ReservationSid" as reservation_sid,
    "ReservationReasonCode" as reservation_reason_code,
    "WorkerSid" as worker_sid,
    "WorkerName" as worker_name,
    "WorkerActivitySid" as worker_activity_sid,
    "WorkerActivityName" as worker_activity_name,
    "WorkerPreviousActivitySid" as worker_previous_activity_sid,
    "WorkerPreviousActivityName" as worker_previous_activity_name,
    "WorkerTimeInPreviousActivity" as worker_time_in_previous_activity,
    "WorkerTimeInPreviousActivityMs" as worker_time_in_previous_activity_ms,
    "TaskTransferSid" as task_transfer_sid,
    "TransferType" as transfer_type,
    "TransferMode" as transfer_mode,
    "TransferTo" as transfer_to,
    "TransferStatus" as transfer_status,
    "TransferFailedReason" as transfer_failed_reason,
    "TransferInitiatingWorkerSid" as transfer_initiating_worker_sid,
    "TransferInitiatingReservationSid" as transfer_initiating_reservation_sid,
    case
        when "TaskAttributes" is null then 'none'
        when not json_valid("TaskAttributes") then 'invalid'
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
            when json_valid("TaskAttributes") then json_extract_string("TaskAttributes", [
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
            when json_valid("WorkerAttributes") then json_extract_string("WorkerAttributes", [
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
