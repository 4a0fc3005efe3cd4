{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'agent_id', 'interaction_date']
) }}

{#-
    Agent states clipped to local days of the report zone. A state that a platform tells by itself touches the days from its
    start to the latest end that any of its versions had; states that are derived from all events of their agent have no
    such end: they touch every day that they reach now or have reached. A state that counts nowhere, as what has vanished,
    touches days that are there alone: these take in its load with it, and of any other day there is nothing to replace.
-#}

{% set counted = "('logged_in', 'handling', 'waiting', 'not_responding', 'other_on_queue', 'off_queue')" %}

with

{% if is_incremental() %}
-- Apart, so that each scan reads only what it asks for.
changed_states as (

    select * from {{ ref('stg_agent_states') }}
    where latest_ended_at is null

    union all

    select * from {{ ref('stg_agent_states') }}
    where latest_ended_at is not null
        and last_load_id > {{ newest_load() }}

),

{% endif %}
changed as (

    select
        *,
        coalesce(latest_ended_at, ended_at) as touched_until

    from {{ 'changed_states' if is_incremental() else ref('stg_agent_states') }}

),

{% if is_incremental() %}
derived_before as (

    select platform, org_id, agent_id, interaction_date from {{ this }}
    where is_derived

),

{% endif %}
reaches as (

    select
        {{ local_date('min(started_at)', var('report_timezone')) }} as first_date,
        {{ local_date('max(touched_until)', var('report_timezone')) }} as last_date
    from changed
    {% if is_incremental() %}
    union all
    select min(interaction_date) as first_date, max(interaction_date) as last_date
    from derived_before
    {% endif %}

),

bounds as (

    select min(first_date) as first_date, max(last_date) as last_date
    from reaches

),

dates as (

    {{ date_spine('(select first_date from bounds)', '(select last_date from bounds)') }}

),

days as (

    select
        date_day,
        {{ day_start('date_day', var('report_timezone')) }} as day_started_at,
        {{ day_start(next_day('date_day'), var('report_timezone')) }} as day_ended_at

    from dates

),

{% if is_incremental() %}
touched as (

    select distinct
        changed.platform,
        changed.org_id,
        changed.agent_id,
        days.date_day as interaction_date

    from changed
    inner join days
        on days.day_started_at < changed.touched_until
        and days.day_ended_at > changed.started_at
    left join {{ this }} as former
        on changed.platform = former.platform
        and changed.org_id = former.org_id
        and changed.agent_id = former.agent_id
        and days.date_day = former.interaction_date

    where changed.state_class in {{ counted }} or former.agent_id is not null

    union

    select * from derived_before

),

{% endif %}
states as (

    select
        platform,
        org_id,
        agent_id,
        state_class,
        is_refusal,
        started_at,
        ended_at,
        latest_ended_at,
        last_load_id,
        {{ utc_day('started_at') }} as first_utc_day,
        {{ utc_day('ended_at') }} as last_utc_day

    from {{ ref('stg_agent_states') }}

    where ended_at > started_at
        {% if is_incremental() %}
        and ended_at > (select min(day_started_at) from days)
        and started_at < (select max(day_ended_at) from days)
        {% endif %}

),

-- Most states lie within one UTC day, and so in few local days: an equality instead of a range.
calendar as (

    {% for later in range(3) %}
    select {{ utc_day('day_started_at') }} + {{ later }} as utc_day, date_day, day_started_at, day_ended_at
    from days
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

pieces as (

    select states.*, calendar.date_day, calendar.day_started_at, calendar.day_ended_at
    from states
    inner join calendar
        on states.first_utc_day = calendar.utc_day
        and states.started_at < calendar.day_ended_at
        and states.ended_at > calendar.day_started_at
    where states.first_utc_day = states.last_utc_day

    union all

    select states.*, days.date_day, days.day_started_at, days.day_ended_at
    from states
    inner join days
        on states.started_at < days.day_ended_at
        and states.ended_at > days.day_started_at
    where states.first_utc_day <> states.last_utc_day

),

clipped as (

    select
        pieces.platform,
        pieces.org_id,
        pieces.agent_id,
        pieces.date_day as interaction_date,
        pieces.state_class,
        case when pieces.is_refusal is not null then pieces.is_refusal and pieces.started_at >= pieces.day_started_at end
            as is_refused_today,
        case when pieces.latest_ended_at is null then 1 else 0 end as derived_mark,
        pieces.last_load_id,
        {{ milliseconds_between(
            'greatest(pieces.started_at, pieces.day_started_at)',
            'least(pieces.ended_at, pieces.day_ended_at)'
        ) }} as state_ms

    from pieces
    {% if is_incremental() %}
    inner join touched
        on pieces.platform = touched.platform
        and pieces.org_id = touched.org_id
        and pieces.agent_id = touched.agent_id
        and pieces.date_day = touched.interaction_date
    {% endif %}

),

final as (

    select
        platform,
        org_id,
        agent_id,
        interaction_date,
        cast(sum(case when state_class = 'logged_in' then state_ms else 0 end) as bigint) as logged_in_ms,
        cast(sum(case when state_class = 'handling' then state_ms else 0 end) as bigint) as handling_ms,
        cast(sum(case when state_class = 'waiting' then state_ms else 0 end) as bigint) as waiting_ms,
        cast(sum(case when state_class = 'not_responding' then state_ms else 0 end) as bigint) as not_responding_ms,
        cast(sum(case when state_class = 'other_on_queue' then state_ms else 0 end) as bigint) as other_on_queue_ms,
        cast(sum(case when state_class = 'off_queue' then state_ms else 0 end) as bigint) as off_queue_ms,
        cast(sum(case when is_refused_today then 1 when not is_refused_today then 0 end) as bigint) as refused_count,
        max(derived_mark) = 1 as is_derived,
        max(last_load_id) as last_load_id

    from clipped

    where state_ms > 0

    group by 1, 2, 3, 4

    having count(case when state_class in {{ counted }} then 1 end) > 0

)

select * from final
