{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'contact_id']
) }}

-- depends_on: {{ ref('int_cxone__record_versions') }}

with

{% if is_incremental() %}
touched as (

    select platform, org_id, record_id as contact_id
    from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone'
        and entity = 'contacts'
        and last_load_id > {{ newest_load() }}
    union
    select platform, org_id, regexp_extract(record_id, '^([^:]*)', 1) as contact_id
    from {{ ref('int_cxone__record_versions') }}
    where platform = 'cxone'
        and entity = 'contact_visits'
        and last_load_id > {{ newest_load() }}

),

{% endif %}
-- A contact may go from one kind of export to the other: all of what was touched is read, not only what is new.
contacts as (

    {% for contacts in ['stg_cxone__contacts', 'int_cxone__share_contacts'] %}
    select *, {{ 'true' if loop.last else 'false' }} as is_agent_elsewhere
    from {{ ref(contacts) }}
    {% if is_incremental() %}where (org_id, contact_id) in (select org_id, contact_id from touched){% endif %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- Answered is what agent time says: that an agent refused it, or that the caller hung up later, decides nothing.
outcomes as (

    select
        *,
        (agent_id is not null or is_agent_elsewhere) and (agent_ms > 0 or (is_active and agent_started_at is not null)) as is_answered,
        acw_warehoused_at is null and coalesce(acw_ms, 0) = 0 as is_provisional

    from contacts

),

timed as (

    select
        *,
        is_abandoned and is_answered as is_held_party_abandon,
        is_abandoned and not is_answered and in_queue_ms = 0 as is_pre_queue_abandon,
        {{ instant_plus('started_at', 'pre_queue_ms') }} as queue_entered_at,
        case
            when is_answered and is_active and agent_ms = 0 then agent_started_at
            else {{ instant_plus('started_at', 'pre_queue_ms + in_queue_ms') }}
        end as left_queue_at

    from outcomes

),

final as (

    select
        platform,
        org_id,
        contact_id,
        master_contact_id,
        skill_id,
        agent_id,
        team_id,
        disposition_id,

        skill_name,
        agent_name,
        media_channel as marked_media_channel,
        transfer_indicator,
        state_name,
        end_reason,
        from_address,

        pre_queue_ms,
        in_queue_ms,
        agent_ms,
        least(hold_ms, agent_ms) as hold_ms,
        coalesce(acw_ms, 0) as acw_ms,
        total_ms,

        service_level_flag,
        is_marked_outbound,
        is_abandoned,
        is_short_abandon,
        is_takeover,
        is_active,
        has_callback,
        is_answered,
        is_provisional,
        is_held_party_abandon,
        is_pre_queue_abandon,

        started_at,
        queue_entered_at,
        left_queue_at,
        case when is_answered then left_queue_at end as answered_at,
        case when is_answered and not is_active then {{ instant_plus('left_queue_at', 'agent_ms') }} end as agent_ended_at,
        case
            when is_active then null
            when is_answered then {{ instant_plus('left_queue_at', 'agent_ms') }}
            else {{ instant_plus('started_at', 'coalesce(total_ms, pre_queue_ms + in_queue_ms)') }}
        end as ended_at,
        {{ instant_plus('left_queue_at', 'agent_ms + coalesce(acw_ms, 0)') }} as work_ended_at,
        updated_at,
        exported_at,

        dq_flag,
        copy_count,
        version_count,
        last_load_id,
        file_id,
        file_row

    from timed

)

select * from final
