-- TaskRouter events as the workspace's callback posts them.

create or replace temp view landing_callbacks as
select *, null as body
from landing_records;
