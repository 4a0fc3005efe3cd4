{#-
    Every conversation with the newest load that changed it: that brought a version of one of its records, or said who is behind
    the names that Insights has for its queues and agents.
-#}

with

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'conversations'

),

names as (

    select org_id, conversation_id, max(named_load_id) as named_load_id
    from {{ ref('int_flex__insights_segments') }}
    where not is_superseded
    group by 1, 2

),

final as (

    select
        versions.platform,
        versions.org_id,
        versions.record_id as conversation_id,
        0 as first_load_id,
        greatest(versions.last_load_id, coalesce(names.named_load_id, 0)) as last_load_id

    from versions
    left join names
        on versions.org_id = names.org_id
        and versions.record_id = names.conversation_id

)

select * from final
