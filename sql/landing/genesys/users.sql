-- Users.

insert into raw.genesys_users
select
    {{ place }},
    "id",
    "name",
    "email",
    "department",
    "title",
    "state",
    division.id as "divisionId",
    manager.id as "managerId",
    team.id as "teamId",
    "version",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;
