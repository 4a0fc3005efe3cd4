{{ config(materialized='table') }}

{#-
    States of which a version vanished from its table. Mostly none, and as a table it says so: what joins it then knows
    beforehand how little there is to look for.
-#}

with

versions as (

    select * from {{ ref('stg_genesys__agent_state_versions') }}
    where vanished_load_id is not null
        and agent_id is not null
        and started_at is not null

),

final as (

    select
        platform,
        org_id,
        agent_id,
        timeline,
        started_at,
        max(vanished_load_id) as last_load_id

    from versions

    group by 1, 2, 3, 4, 5

)

select * from final
