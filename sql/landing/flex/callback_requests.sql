-- Callbacks saved as whole requests: the form body, decoded, holds the event.

create or replace temp view landing_callbacks as
select
    {{ place }},
    payload_hash,
    payload_hash as body,
    unnest(from_json(
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
    ))
from landing_records;
