{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['started_at', 'platform', 'org_id', 'conversation_id']
) }}

{#-
    The inbound conversations of known customers that reached a queue, in their order: which of them are first contacts, and after
    which the customer came back (D22). A conversation follows an earlier one of the customer that has not ended, or ended within
    the window before.

    An incremental run judges again what a load may have changed: of the customers whose conversations it brought or took away,
    those whose windows were open when the first of these began. What closed before is not read.
-#}

-- depends_on: {{ ref('int_conversation_dates') }}
-- depends_on: {{ ref('int_conversation_versions') }}

{% set told = [
    'platform', 'org_id', 'customer_hash', 'conversation_id', 'is_handled', 'is_callback', 'started_at', 'window_ends_at',
    'last_load_id'
] %}

with

-- What has not ended has a window without end.
brought as (

    select
        platform,
        org_id,
        {{ customer_hash() }} as customer_hash,
        conversation_id,
        handled_count > 0 as is_handled,
        is_callback,
        started_at,
        greatest(
            started_at,
            coalesce({{ first_contact_window_end('ended_at') }}, {{ instant_of_milliseconds('253402300799000') }})
        ) as window_ends_at,
        last_load_id

    from {{ ref('fct_conversations') }}
    where customer_key is not null
        {% if is_incremental() %}and last_load_id > {{ newest_load() }}{% endif %}
        and originating_direction = 'inbound'
        and queue_leg_count + handled_count > 0
        and started_at is not null

),

{% if is_incremental() %}
changed as (

    select * from {{ ref('int_conversation_versions') }}
    where last_load_id > {{ newest_load() }}

),

-- No changed conversation began earlier, neither now nor before it changed.
bounds as (

    select {{ day_start('min(interaction_date)', var('report_timezone')) }} as began_from
    from {{ ref('int_conversation_dates') }}
    where last_load_id > {{ newest_load() }}

),

replaced as (

    select former.*, changed.last_load_id as changed_load_id
    from {{ this }} as former
    inner join changed
        on former.platform = changed.platform
        and former.org_id = changed.org_id
        and former.conversation_id = changed.conversation_id
    where changed.first_load_id <= {{ newest_load() }}
        and former.started_at >= (select began_from from bounds)

),

-- Whose conversations they are now, and whose they were.
customers as (

    select customer_hash, min(started_at) as changed_from, max(last_load_id) as changed_load_id
    from (
        select customer_hash, started_at, last_load_id from brought
        union all
        select customer_hash, started_at, changed_load_id from replaced
    ) as conversations
    group by customer_hash

),

standing as (

    select former.*, customers.changed_from, customers.changed_load_id
    from {{ this }} as former
    inner join customers
        on former.customer_hash = customers.customer_hash
        and former.window_ends_at >= customers.changed_from
    left join replaced
        on former.platform = replaced.platform
        and former.org_id = replaced.org_id
        and former.conversation_id = replaced.conversation_id
    where former.window_ends_at >= (select min(changed_from) from customers)
        and replaced.conversation_id is null

),

{% endif %}
conversations as (

    select
        {{ told | join(', ') }},
        started_at as changed_from,
        last_load_id as changed_load_id,
        cast(null as boolean) as was_first_contact,
        {{ instant_of_milliseconds('cast(null as bigint)') }} as was_repeated_at

    from brought

    {% if is_incremental() %}
    union all

    select
        {{ told | join(', ') }},
        changed_from,
        changed_load_id,
        is_first_contact as was_first_contact,
        repeated_at as was_repeated_at

    from standing
    {% endif %}

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

    from conversations

),

-- What conversations decided that began before any that changed stands.
judged as (

    select
        *,
        case
            when started_at < changed_from then was_first_contact
            else is_handled and (former_window_ends_at is null or former_window_ends_at <= started_at)
        end as is_first_contact,
        case
            when was_repeated_at < changed_from then was_repeated_at
            when next_started_at < window_ends_at then next_started_at
        end as repeated_at

    from neighbours

),

{% if is_incremental() %}
-- A contact of which the same is known but when the customer came back keeps its load: nothing that is made of it changes.
-- What was brought is not sought among what stands: the load that it is known from is newer than all of these.
touched as (

    select
        {{ told | join(', ') }},
        is_first_contact,
        repeated_at,
        case
            when is_first_contact = was_first_contact and (repeated_at is null) = (was_repeated_at is null) then last_load_id
            else changed_load_id
        end as told_load_id,
        last_load_id as first_load_id,
        false as is_replaced

    from judged

    where is_first_contact is distinct from was_first_contact
        or repeated_at is distinct from was_repeated_at

    union all

    select
        {{ told | join(', ') }},
        is_first_contact,
        repeated_at,
        changed_load_id as told_load_id,
        last_load_id as first_load_id,
        true as is_replaced

    from replaced

),

{% endif %}
final as (

    select
        platform,
        org_id,
        customer_hash,
        conversation_id,

        is_handled,
        is_callback,
        is_first_contact,

        started_at,
        window_ends_at,
        repeated_at,

        {% if is_incremental() %}
        told_load_id as last_load_id
    from touched
    where not is_replaced
        {% else %}
        last_load_id
    from judged
        {% endif %}

)

select * from final
order by started_at
