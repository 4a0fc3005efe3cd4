{{ config(materialized='table') }}

{#-
    Conversations of which one platform only has a summary and another has exported the whole: the export holds in place of
    the summary, whatever came first. One that has been deleted since holds no more. Of two summaries the one nearer to what
    happened holds: that of the platform later in the list.
-#}

with

summaries as (

    select
        cast(null as varchar) as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as conversation_id,
        0 as nearness
    where false
    {% for platform in var('superseded_platforms') %}
    union all
    select platform, org_id, conversation_id, {{ loop.index }} as nearness
    from {{ ref('int_' ~ platform ~ '__conversation_ids') }}
    {% endfor %}

),

exports as (

    select
        cast(null as varchar) as platform,
        cast(null as varchar) as org_id,
        cast(null as varchar) as conversation_id,
        cast(null as integer) as last_load_id,
        0 as nearness
    where false
    {% for platform in var('platforms') %}
    {% if platform not in var('superseded_platforms') %}
    union all
    select platform, org_id, conversation_id, last_load_id, 1000 as nearness
    from {{ ref('int_' ~ platform ~ '__conversation_versions') }}
    {% endif %}
    {% endfor %}
    {% for platform in var('superseded_platforms') %}
    {% if not loop.first %}
    union all
    select platform, org_id, conversation_id, last_load_id, {{ loop.index }} as nearness
    from {{ ref('int_' ~ platform ~ '__conversation_ids') }}
    {% endif %}
    {% endfor %}

),

matches as (

    select
        summaries.platform,
        summaries.org_id,
        summaries.conversation_id,
        exports.platform as exporting_platform,
        exports.last_load_id

    from summaries
    inner join exports
        on summaries.org_id = exports.org_id
        and summaries.conversation_id = exports.conversation_id
        and summaries.nearness < exports.nearness

),

deleted as (

    select * from {{ ref('int_record_versions') }}
    where entity = 'conversations' and op = 'delete'

),

final as (

    select
        matches.platform,
        matches.org_id,
        matches.conversation_id,
        max(case when deleted.record_id is null then 1 else 0 end) = 1 as is_superseded,
        max(matches.last_load_id) as last_load_id

    from matches
    left join deleted
        on matches.exporting_platform = deleted.platform
        and matches.org_id = deleted.org_id
        and matches.conversation_id = deleted.record_id

    group by 1, 2, 3

)

select * from final
