{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'customer_key']
) }}

{#-
    The inbound conversations of known customers that reached a queue, in their order: which of them are first contacts, and after
    which the customer came back (D22). A conversation follows an earlier one of the customer that has not ended, or ended within
    the window before. What the customer did next to a conversation decides on it: a customer is taken again as a whole.
-#}
{% set window_ms = 'cast(' ~ var('first_contact_window_hours') ~ ' as bigint) * 3600000' %}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{% if is_incremental() %}
-- Whose conversations changed: whose they are now, and whose they were.
touched as (

    select platform, org_id, customer_key, max(last_load_id) as last_load_id
    from (
        select platform, org_id, customer_key, last_load_id
        from {{ ref('fct_conversations') }}
        {{ where_touched() }}
            and customer_key is not null

        union all

        select former.platform, former.org_id, former.customer_key, versions.last_load_id
        from {{ this }} as former
        inner join {{ ref('int_conversation_versions') }} as versions
            on former.platform = versions.platform
            and former.org_id = versions.org_id
            and former.conversation_id = versions.conversation_id
        where versions.last_load_id > {{ newest_load() }}
            and versions.first_load_id <= {{ newest_load() }}
    ) as conversations
    group by 1, 2, 3

),

former as (

    select * from {{ this }}
    where (platform, org_id, customer_key) in (select platform, org_id, customer_key from touched)

),

{% endif %}
conversations as (

    select * from {{ ref('fct_conversations') }}
    where customer_key is not null
        and originating_direction = 'inbound'
        and queue_leg_count + handled_count > 0
        and started_at is not null
    {% if is_incremental() %}
        and (platform, org_id, customer_key) in (select platform, org_id, customer_key from touched)
    {% endif %}

),

-- What has not ended has a window without end.
windows as (

    select
        *,
        handled_count > 0 as is_handled,
        {{ milliseconds_later('ended_at', window_ms) }} as window_ends_at,
        coalesce({{ milliseconds_later('ended_at', window_ms) }}, {{ instant_of_milliseconds('253402300799000') }})
            as last_window_ends_at

    from conversations

),

-- Our own callbacks follow, but nobody came back by them.
neighbours as (

    select
        *,
        max(case when is_handled then last_window_ends_at end) over (
            partition by platform, org_id, customer_key
            order by started_at, conversation_id
            rows between unbounded preceding and 1 preceding
        ) as former_window_ends_at,
        min(case when not is_callback then started_at end) over (
            partition by platform, org_id, customer_key
            order by started_at, conversation_id
            rows between 1 following and unbounded following
        ) as next_started_at

    from windows

),

judged as (

    select
        *,
        is_handled and (former_window_ends_at is null or former_window_ends_at <= started_at) as is_first_contact,
        coalesce(next_started_at < last_window_ends_at, false) as is_repeated

    from neighbours

),

final as (

    select
        judged.platform,
        judged.org_id,
        judged.customer_key,
        judged.conversation_id,
        judged.resolving_agent_id,
        judged.resolving_queue_id,

        judged.is_handled,
        judged.is_callback,
        judged.is_first_contact,
        judged.is_repeated,

        judged.started_at,
        judged.ended_at,
        judged.window_ends_at,

        {% if is_incremental() %}
        -- What stays as it was keeps its load: nothing that is made of it changes.
        case
            when judged.last_load_id <= {{ newest_load() }}
                and judged.is_first_contact = former.is_first_contact
                and judged.is_repeated = former.is_repeated
                then former.last_load_id
            else touched.last_load_id
        end as last_load_id
        {% else %}
        judged.last_load_id
        {% endif %}

    from judged
    {% if is_incremental() %}
    inner join touched
        on judged.platform = touched.platform
        and judged.org_id = touched.org_id
        and judged.customer_key = touched.customer_key
    left join former
        on judged.platform = former.platform
        and judged.org_id = former.org_id
        and judged.conversation_id = former.conversation_id
    {% endif %}

)

select * from final
