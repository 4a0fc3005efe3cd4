{{ config(materialized='table') }}

{#- Up to which instant the loaded data is complete: the newest export's own stamp, else the newest instant seen. -#}

with

stamps as (

    select
        platform,
        org_id,
        max(exported_at) as exported_at

    from {{ ref('fct_conversations') }}

    group by 1, 2

),

-- Mostly none: then no instant of a conversation is read.
unstamped as (

    select
        platform,
        org_id,
        max(coalesce(ended_at, started_at)) as newest_at

    from {{ ref('fct_conversations') }}

    where (platform, org_id) in (select platform, org_id from stamps where exported_at is null)

    group by 1, 2

),

final as (

    select
        stamps.platform,
        stamps.org_id,
        coalesce(stamps.exported_at, unstamped.newest_at) as complete_until

    from stamps
    left join unstamped
        on stamps.platform = unstamped.platform
        and stamps.org_id = unstamped.org_id

)

select * from final
