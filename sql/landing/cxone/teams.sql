-- Teams.

insert into raw.cxone_teams
select
    {{ place }},
    "teamId",
    "teamName",
    "isActive",
    "lastUpdateTime",
    stamp as "lastPollTime",
    payload_hash as "payloadHash"
from landing_records;
