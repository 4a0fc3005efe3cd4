{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['org_id', 'agent_id', 'timeline', 'started_at']
) }}

-- depends_on: {{ ref('int_genesys__vanished_agent_states') }}

{#-
    The version that holds of each state, told by agent, timeline and start: closed before open, then the one that was seen
    latest. An incremental run puts what was loaded since against what held so far; of a state that lost a version, every
    version is looked at again. A state whose every version has vanished from its table stays as one that nothing counts.
#}

with

{% if is_incremental() %}
lost as (

    select * from {{ ref('int_genesys__vanished_agent_states') }}
    {{ where_touched() }}

),

lost_versions as (

    select seen_before.*
    from {{ ref('stg_genesys__agent_state_versions') }} as seen_before
    inner join lost
        on seen_before.org_id = lost.org_id
        and seen_before.agent_id = lost.agent_id
        and seen_before.timeline = lost.timeline
        and seen_before.started_at = lost.started_at
    where seen_before.load_id <= {{ newest_load() }}

),

{% endif %}
versions as (

    select * from {{ ref('stg_genesys__agent_state_versions') }}
    where agent_id is not null and started_at is not null
    {% if is_incremental() %}
        and load_id > {{ newest_load() }}
    union all
    select * from lost_versions
    where agent_id is not null and started_at is not null
    {% endif %}

),

{% if is_incremental() %}
touched as (

    select distinct org_id, agent_id, timeline, started_at
    from versions

),

{% endif %}
-- Few words, so that each is read once.
words as (

    select state, {{ normalised_enum('state') }} as normalised_state
    from versions
    group by 1

),

latest_instants as (

    select file_id, max(coalesce(ended_at, started_at)) as latest_at
    from {{ ref('stg_genesys__agent_state_versions') }}
    where agent_id is not null
        and started_at is not null
        and file_id in (select file_id from versions where ended_at is null and exported_at is null)
    group by 1

),

-- A state that is still open is known to have lasted until its export was taken.
seen as (

    select
        versions.platform,
        versions.org_id,
        versions.agent_id,
        versions.timeline,
        words.normalised_state as state,
        versions.ended_at is null as is_open,
        versions.vanished_load_id is not null as is_vanished,
        versions.started_at,
        coalesce(versions.ended_at, versions.exported_at, latest_instants.latest_at) as ended_at,
        coalesce(versions.ended_at, versions.exported_at, latest_instants.latest_at) as latest_ended_at,
        greatest(versions.load_id, coalesce(versions.vanished_load_id, 0)) as last_load_id,
        versions.file_id,
        versions.file_row

    from versions
    left join words
        on versions.state = words.state
    left join latest_instants
        on versions.file_id = latest_instants.file_id

),

{% if is_incremental() %}
stored as (

    select held.*
    from {{ this }} as held
    inner join touched
        on held.org_id = touched.org_id
        and held.agent_id = touched.agent_id
        and held.timeline = touched.timeline
        and held.started_at = touched.started_at
    left join lost
        on held.org_id = lost.org_id
        and held.agent_id = lost.agent_id
        and held.timeline = lost.timeline
        and held.started_at = lost.started_at
    where lost.org_id is null

),

{% endif %}
candidates as (

    select * from seen
    {% if is_incremental() %}
    union all
    select
        platform,
        org_id,
        agent_id,
        timeline,
        state,
        is_open,
        state_class = 'vanished' as is_vanished,
        started_at,
        ended_at,
        latest_ended_at,
        last_load_id,
        file_id,
        file_row
    from stored
    {% endif %}

),

-- Most states came once and need no comparison: a short key tells which may have come again.
repeated as (

    select agent_id, started_at
    from candidates
    group by 1, 2
    having count(*) > 1

),

marked as (

    select
        candidates.*,
        repeated.agent_id is not null as is_repeated

    from candidates
    left join repeated
        on candidates.agent_id = repeated.agent_id
        and candidates.started_at = repeated.started_at

),

ranked as (

    select
        platform,
        org_id,
        agent_id,
        timeline,
        state,
        is_open,
        is_vanished,
        started_at,
        ended_at,
        max(latest_ended_at) over (partition by org_id, agent_id, timeline, started_at) as latest_ended_at,
        max(last_load_id) over (partition by org_id, agent_id, timeline, started_at) as last_load_id,
        file_id,
        file_row,
        row_number() over (
            partition by org_id, agent_id, timeline, started_at
            order by
                case when is_vanished then 1 else 0 end,
                case when is_open then 1 else 0 end,
                ended_at desc,
                state,
                file_id,
                file_row
        ) as version_rank

    from marked

    where is_repeated

    union all

    select
        platform,
        org_id,
        agent_id,
        timeline,
        state,
        is_open,
        is_vanished,
        started_at,
        ended_at,
        latest_ended_at,
        last_load_id,
        file_id,
        file_row,
        1 as version_rank

    from marked

    where not is_repeated

),

final as (

    select
        platform,
        org_id,
        agent_id,

        timeline,
        state,
        case when is_vanished then 'vanished' else {{ genesys_state_class('timeline', 'state') }} end as state_class,

        is_open,
        cast(null as boolean) as is_refusal,

        started_at,
        ended_at,
        latest_ended_at,

        last_load_id,
        file_id,
        file_row

    from ranked

    where version_rank = 1

)

select * from final
