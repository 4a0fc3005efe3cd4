{{ config(materialized='table') }}

{#- Up to which instant the loaded data is complete: the newest export's own stamp, else the newest instant seen. -#}

with

conversations as (

    select * from {{ ref('fct_conversations') }}

),

final as (

    select
        platform,
        org_id,
        coalesce(max(exported_at), max(coalesce(ended_at, started_at))) as complete_until

    from conversations

    group by 1, 2

)

select * from final
