-- Teams.

insert into raw.cxone_teams
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "teamId",
    "teamName",
    "isActive",
    "lastUpdateTime",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
