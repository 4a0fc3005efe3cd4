{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'entity', 'record_id']
) }}

with

candidates as (

    {% for platform in var('platforms') %}
    select * from {{ ref('int_' ~ platform ~ '__record_candidates') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

{% if is_incremental() %}
touched as (

    select distinct platform, org_id, entity, record_id
    from candidates
    where load_id > (select coalesce(max(last_load_id), 0) from {{ this }})

),

{% endif %}
ranked as (

    select
        candidates.*,
        row_number() over (
            partition by candidates.platform, candidates.org_id, candidates.entity, candidates.record_id
            order by
                candidates.updated_at desc nulls last,
                candidates.exported_at desc nulls last,
                candidates.is_closed desc,
                candidates.latest_at desc nulls last,
                candidates.payload_hash desc,
                candidates.file_id,
                candidates.file_row
        ) as version_rank

    from candidates
    {% if is_incremental() %}
    inner join touched
        on candidates.platform = touched.platform
        and candidates.org_id = touched.org_id
        and candidates.entity = touched.entity
        and candidates.record_id = touched.record_id
    {% endif %}

),

winners as (

    select * from ranked
    where version_rank = 1

),

histories as (

    select
        ranked.platform,
        ranked.org_id,
        ranked.entity,
        ranked.record_id,
        count(*) as copy_count,
        count(distinct ranked.payload_hash) as version_count,
        count(distinct case
            when ranked.updated_at is not distinct from winners.updated_at
                and ranked.exported_at is not distinct from winners.exported_at
                and ranked.is_closed = winners.is_closed
                and ranked.latest_at is not distinct from winners.latest_at
                then ranked.payload_hash
        end) as tied_version_count,
        max(ranked.load_id) as last_load_id

    from ranked
    inner join winners
        on ranked.platform = winners.platform
        and ranked.org_id = winners.org_id
        and ranked.entity = winners.entity
        and ranked.record_id = winners.record_id

    group by 1, 2, 3, 4

),

final as (

    select
        winners.platform,
        winners.org_id,
        winners.entity,
        winners.record_id,
        winners.file_id,
        winners.file_row,
        winners.op,
        winners.exported_at,
        winners.is_closed,
        histories.copy_count,
        histories.version_count,
        histories.tied_version_count,
        histories.last_load_id

    from winners
    inner join histories
        on winners.platform = histories.platform
        and winners.org_id = histories.org_id
        and winners.entity = histories.entity
        and winners.record_id = histories.record_id

)

select * from final
