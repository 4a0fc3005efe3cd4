-- User details → users, presence intervals, routing-status intervals.

insert into raw.genesys_user_details
select
    {{ place }},
    "userId",
    stamp as "dataAvailabilityDate",
    payload_hash as "payloadHash"
from landing_records;

insert into raw.genesys_user_presence
select
    {{ place }},
    interval_index,
    "userId",
    presence."startTime" as "startTime",
    presence."endTime" as "endTime",
    presence."systemPresence" as "systemPresence",
    presence."organizationPresenceId" as "organizationPresenceId"
from (
    select
        {{ place }},
        "userId",
        generate_subscripts("primaryPresence", 1) as interval_index,
        unnest("primaryPresence") as presence
    from landing_records
);

insert into raw.genesys_user_routing_status
select
    {{ place }},
    interval_index,
    "userId",
    status."startTime" as "startTime",
    status."endTime" as "endTime",
    status."routingStatus" as "routingStatus"
from (
    select
        {{ place }},
        "userId",
        generate_subscripts("routingStatus", 1) as interval_index,
        unnest("routingStatus") as status
    from landing_records
);
