{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['customer_hash']
) }}

{#-
    The inbound conversations of known customers that reached a queue, in their order: which of them are first contacts, and after
    which the customer came back (D22). A conversation follows an earlier one of the customer that has not ended, or ended within
    the window before. What the customer did next to a conversation decides on it: a customer is taken again as a whole. All of
    this table is read for that: it holds what the rule needs, and no more.
-#}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{% if is_incremental() %}
changed as (

    select * from {{ ref('int_conversation_versions') }}
    where last_load_id > {{ newest_load() }}

),

-- Whose conversations changed: whose they are now, and whose they were.
touched as (

    select customer_hash, max(last_load_id) as last_load_id
    from (
        select {{ customer_hash() }} as customer_hash, last_load_id
        from {{ ref('fct_conversations') }}
        {{ where_touched() }}
            and customer_key is not null

        union all

        select former.customer_hash, changed.last_load_id
        from {{ this }} as former
        inner join changed
            on former.platform = changed.platform
            and former.org_id = changed.org_id
            and former.conversation_id = changed.conversation_id
        where changed.first_load_id <= {{ newest_load() }}
    ) as conversations
    group by customer_hash

),

former as (

    select * from {{ this }}
    where customer_hash in (select customer_hash from touched)

),

{% endif %}
conversations as (

    select
        platform,
        org_id,
        {{ customer_hash() }} as customer_hash,
        conversation_id,
        handled_count > 0 as is_handled,
        is_callback,
        cast(null as boolean) as was_first_contact,
        cast(null as boolean) as was_repeated,
        started_at,
        ended_at,
        last_load_id

    from {{ ref('fct_conversations') }}
    where customer_key is not null
        {% if is_incremental() %}and last_load_id > {{ newest_load() }}{% endif %}
        and originating_direction = 'inbound'
        and queue_leg_count + handled_count > 0
        and started_at is not null

    {% if is_incremental() %}
    union all

    select
        former.platform,
        former.org_id,
        former.customer_hash,
        former.conversation_id,
        former.is_handled,
        former.is_callback,
        former.is_first_contact as was_first_contact,
        former.is_repeated as was_repeated,
        former.started_at,
        former.ended_at,
        former.last_load_id

    from former
    left join changed
        on former.platform = changed.platform
        and former.org_id = changed.org_id
        and former.conversation_id = changed.conversation_id

    where changed.conversation_id is null
    {% endif %}

),

-- What has not ended has a window without end.
windows as (

    select
        *,
        coalesce({{ first_contact_window_end('ended_at') }}, {{ instant_of_milliseconds('253402300799000') }})
            as window_ends_at

    from conversations

),

-- Our own callbacks follow, but nobody came back by them.
neighbours as (

    select
        *,
        max(case when is_handled then window_ends_at end) over (
            partition by customer_hash
            order by started_at, conversation_id
            rows between unbounded preceding and 1 preceding
        ) as former_window_ends_at,
        min(case when not is_callback then started_at end) over (
            partition by customer_hash
            order by started_at, conversation_id
            rows between 1 following and unbounded following
        ) as next_started_at

    from windows

),

judged as (

    select
        *,
        is_handled and (former_window_ends_at is null or former_window_ends_at <= started_at) as is_first_contact,
        coalesce(next_started_at < window_ends_at, false) as is_repeated

    from neighbours

),

final as (

    select
        judged.platform,
        judged.org_id,
        judged.customer_hash,
        judged.conversation_id,

        judged.is_handled,
        judged.is_callback,
        judged.is_first_contact,
        judged.is_repeated,

        judged.started_at,
        judged.ended_at,

        {% if is_incremental() %}
        -- What stays as it was keeps its load: nothing that is made of it changes.
        case
            when judged.is_first_contact = judged.was_first_contact and judged.is_repeated = judged.was_repeated
                then judged.last_load_id
            else touched.last_load_id
        end as last_load_id
        {% else %}
        judged.last_load_id
        {% endif %}

    from judged
    {% if is_incremental() %}
    inner join touched
        on judged.customer_hash = touched.customer_hash
    {% endif %}

)

select * from final
