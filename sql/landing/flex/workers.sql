-- Workers, with what their attributes say of names and teams.

insert into raw.flex_workers
select
    {{ place }},
    sid,
    friendly_name,
    activity_sid,
    activity_name,
    available,
    date_created,
    date_updated,
    date_status_changed,
    case when json_valid(attributes) then attributes ->> '$.full_name' end as full_name,
    case when json_valid(attributes) then attributes ->> '$.email' end as email,
    case when json_valid(attributes) then attributes ->> '$.team_id' end as team_id,
    case when json_valid(attributes) then attributes ->> '$.team_name' end as team_name,
    case when json_valid(attributes) then attributes ->> '$.department_name' end as department_name,
    case when json_valid(attributes) then attributes ->> '$.manager' end as manager,
    payload_hash as "payloadHash"
from landing_records;
