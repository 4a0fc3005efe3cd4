{#- A number of 63 bits for a record: a table is looked through by it many times faster than by its texts. -#}
{% macro record_hash() %}{{ adapter.dispatch('text_hash')("platform || ':' || org_id || ':' || entity || ':' || record_id") }}{% endmacro %}

{#-
    Which version of each record of a platform holds: content decides, never the order of loads. An incremental run looks
    again at the records of which a load brought something, and for earlier candidates only of those that were known before.
-#}
{% macro record_versions(platform) %}
{% set columns = [
    'platform', 'org_id', 'entity', 'record_id', 'load_id', 'file_id', 'file_row', 'op', 'updated_at', 'exported_at',
    'is_closed', 'latest_at', 'payload_hash'
] %}
with

{% if is_incremental() %}
new_candidates as (

    select {{ columns | join(', ') }}, {{ record_hash() }} as record_hash
    from {{ ref('int_' ~ platform ~ '__record_candidates') }}
    where load_id > {{ newest_load() }}

),

-- Whom a number stands for is not looked at: at worst, earlier candidates of a new record are sought in vain.
touched as (

    select
        new_candidates.platform,
        new_candidates.org_id,
        new_candidates.entity,
        new_candidates.record_id,
        min(coalesce(known.first_load_id, new_candidates.load_id)) as first_load_id

    from new_candidates
    left join {{ this }} as known
        on new_candidates.record_hash = known.record_hash

    group by 1, 2, 3, 4

),

known_before as (

    select * from touched
    where first_load_id <= {{ newest_load() }}

),

earlier_candidates as (

    select candidates.{{ columns | join(', candidates.') }}
    from {{ ref('int_' ~ platform ~ '__record_candidates') }} as candidates
    inner join known_before
        on candidates.platform = known_before.platform
        and candidates.org_id = known_before.org_id
        and candidates.entity = known_before.entity
        and candidates.record_id = known_before.record_id
    where candidates.load_id <= {{ newest_load() }}

),

candidates as (

    select {{ columns | join(', ') }} from new_candidates
    union all
    select {{ columns | join(', ') }} from earlier_candidates

),

{% else %}
candidates as (

    select {{ columns | join(', ') }}
    from {{ ref('int_' ~ platform ~ '__record_candidates') }}

),

{% endif %}
counted as (

    select
        *,
        count(*) over (partition by platform, org_id, entity, record_id) as candidate_count

    from candidates

),

-- Most records came once and need no comparison.
single_copies as (

    select
        *,
        1 as copy_count,
        1 as version_count,
        1 as tied_version_count,
        load_id as first_load_id,
        load_id as last_load_id

    from counted

    where candidate_count = 1

),

-- A row that has vanished from its table has a second one at its place, with op delete.
marked as (

    select
        *,
        max(case when op = 'delete' then 1 else 0 end) over (
            partition by platform, org_id, entity, record_id, file_id, file_row
        ) as vanished_mark

    from counted

    where candidate_count > 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by platform, org_id, entity, record_id
            order by
                vanished_mark,
                updated_at desc nulls last,
                exported_at desc nulls last,
                is_closed desc,
                latest_at desc nulls last,
                payload_hash desc,
                file_id,
                file_row,
                op
        ) as version_rank

    from marked

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
        count(case when ranked.op = 'upsert' then 1 end) as copy_count,
        count(distinct ranked.payload_hash) as version_count,
        count(distinct case
            when ranked.vanished_mark = winners.vanished_mark
                and ranked.updated_at is not distinct from winners.updated_at
                and ranked.exported_at is not distinct from winners.exported_at
                and ranked.is_closed = winners.is_closed
                and ranked.latest_at is not distinct from winners.latest_at
                then ranked.payload_hash
        end) as tied_version_count,
        min(ranked.load_id) as first_load_id,
        max(ranked.load_id) as last_load_id

    from ranked
    inner join winners
        on ranked.platform = winners.platform
        and ranked.org_id = winners.org_id
        and ranked.entity = winners.entity
        and ranked.record_id = winners.record_id

    group by 1, 2, 3, 4

),

versions as (

    select
        platform,
        org_id,
        entity,
        record_id,
        file_id,
        file_row,
        op,
        exported_at,
        is_closed,
        copy_count,
        version_count,
        tied_version_count,
        first_load_id,
        last_load_id

    from single_copies

    union all

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
        histories.first_load_id,
        histories.last_load_id

    from winners
    inner join histories
        on winners.platform = histories.platform
        and winners.org_id = histories.org_id
        and winners.entity = histories.entity
        and winners.record_id = histories.record_id

),

final as (

    select
        *,
        {{ record_hash() }} as record_hash

    from versions

)

select * from final
{% endmacro %}
