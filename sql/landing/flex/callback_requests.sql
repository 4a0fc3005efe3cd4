-- Callbacks saved as whole requests: the form body, decoded, holds the event.

create or replace temp table landing_forms as
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    payload_hash,
    from_json(
        '{' || array_to_string(
            list_transform(
                string_split(replace(body, '+', ' '), '&'),
                field -> to_json(url_decode(split_part(field, '=', 1)))
                    || ':' || to_json(url_decode(substr(field, instr(field, '=') + 1)))
            ),
            ','
        ) || '}',
        '{"Sid": "VARCHAR", "EventType": "VARCHAR", "Timestamp": "VARCHAR", "TimestampMs": "VARCHAR",
            "ResourceType": "VARCHAR", "ResourceSid": "VARCHAR", "TaskSid": "VARCHAR", "TaskAge": "VARCHAR",
            "TaskPriority": "VARCHAR", "TaskAssignmentStatus": "VARCHAR", "TaskChannelUniqueName": "VARCHAR", "TaskQueueSid": "VARCHAR",
            "TaskQueueName": "VARCHAR", "TaskQueueEnteredDate": "VARCHAR", "TaskDateCreated": "VARCHAR", "TaskCanceledReason": "VARCHAR",
            "TaskCompletedReason": "VARCHAR", "WorkflowSid": "VARCHAR", "WorkflowName": "VARCHAR", "ReservationSid": "VARCHAR",
            "ReservationReasonCode": "VARCHAR", "WorkerSid": "VARCHAR", "WorkerName": "VARCHAR", "WorkerActivitySid": "VARCHAR",
            "WorkerActivityName": "VARCHAR", "WorkerPreviousActivitySid": "VARCHAR", "WorkerPreviousActivityName": "VARCHAR", "WorkerTimeInPreviousActivity": "VARCHAR",
            "WorkerTimeInPreviousActivityMs": "VARCHAR", "TaskTransferSid": "VARCHAR", "TransferType": "VARCHAR", "TransferMode": "VARCHAR",
            "TransferTo": "VARCHAR", "TransferStatus": "VARCHAR", "TransferFailedReason": "VARCHAR", "TransferInitiatingWorkerSid": "VARCHAR",
            "TransferInitiatingReservationSid": "VARCHAR", "TaskAttributes": "VARCHAR", "WorkerAttributes": "VARCHAR"}'
    ) as form
from landing_records;

-- The same fields as a callback saved as JSON.

insert into raw.flex_events
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    'webhook' as transport,
    form."Sid" as sid,
    null as id,
    form."EventType" as event_type,
    form."Timestamp" as event_date,
    form."TimestampMs" as event_date_ms,
    form."ResourceType" as resource_type,
    form."ResourceSid" as resource_sid,
    form."TaskSid" as task_sid,
    form."TaskAge" as task_age,
    form."TaskPriority" as task_priority,
    form."TaskAssignmentStatus" as task_assignment_status,
    form."TaskChannelUniqueName" as task_channel_unique_name,
    form."TaskQueueSid" as task_queue_sid,
    form."TaskQueueName" as task_queue_name,
    form."TaskQueueEnteredDate" as task_queue_entered_date,
    form."TaskDateCreated" as task_date_created,
    form."TaskCanceledReason" as task_canceled_reason,
    form."TaskCompletedReason" as task_completed_reason,
    form."WorkflowSid" as workflow_sid,
    form."WorkflowName" as workflow_name,
    form."ReservationSid" as reservation_sid,
    form."ReservationReasonCode" as reservation_reason_code,
    form."WorkerSid" as worker_sid,
    form."WorkerName" as worker_name,
    form."WorkerActivitySid" as worker_activity_sid,
    form."WorkerActivityName" as worker_activity_name,
    form."WorkerPreviousActivitySid" as worker_previous_activity_sid,
    form."WorkerPreviousActivityName" as worker_previous_activity_name,
    form."WorkerTimeInPreviousActivity" as worker_time_in_previous_activity,
    form."WorkerTimeInPreviousActivityMs" as worker_time_in_previous_activity_ms,
    form."TaskTransferSid" as task_transfer_sid,
    form."TransferType" as transfer_type,
    form."TransferMode" as transfer_mode,
    form."TransferTo" as transfer_to,
    form."TransferStatus" as transfer_status,
    form."TransferFailedReason" as transfer_failed_reason,
    form."TransferInitiatingWorkerSid" as transfer_initiating_worker_sid,
    form."TransferInitiatingReservationSid" as transfer_initiating_reservation_sid,
    case
        when form."TaskAttributes" is null then 'none'
        when not json_valid(form."TaskAttributes") then 'invalid'
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
    payload_hash as body,
    payload_hash as "payloadHash"
from (
    -- Attributes are JSON in text: read once for all that is kept of them.
    select
        *,
        case
            when json_valid(form."TaskAttributes") then json_extract_string(form."TaskAttributes", [
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
            when json_valid(form."WorkerAttributes") then json_extract_string(form."WorkerAttributes", [
                '$.full_name',
                '$.email',
                '$.team_id',
                '$.team_name',
                '$.department_name',
                '$.manager'
            ])
        end as worker_values
    from landing_forms
);

drop table landing_forms;
