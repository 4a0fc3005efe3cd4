-- Schedule adherence of workforce management.

insert into raw.cxone_schedule_adherence
select
    {{ place }},
    "agentId",
    "agentSessionId",
    "stateIndex",
    "startDate",
    "duration",
    "agentStateId",
    "outStateId",
    "outStateDescription",
    "skillId",
    "callStartDate",
    "callEndDate",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
