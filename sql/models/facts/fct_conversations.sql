{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{{ touched_conversations() }}
conversations as (

    select * from {{ ref('stg_conversations') }}
    {{ where_touched() }}

),

prequeue_abandons as (

    select * from {{ ref('stg_prequeue_abandons') }}
    {{ where_touched() }}

),

customers as (

    select * from {{ ref('int_customers') }}
    {{ where_touched() }}

),

queue_legs as (

    select * from {{ ref('fct_queue_legs') }}
    {{ where_touched() }}

),

agent_legs as (

    select * from {{ ref('fct_agent_legs') }}
    {{ where_touched() }}

),

agent_handling as (

    select * from {{ ref('int_agent_handling') }}
    {{ where_touched() }}

),

resolving_legs as (

    select * from agent_handling
    where is_resolving_leg

),

queue_leg_totals as (

    select
        platform,
        org_id,
        conversation_id,
        min(channel) as queue_channel,
        {{ value_at_lowest('channel', 'entered_at') }} as first_channel,
        count(*) as queue_leg_count,
        sum(case when outcome = 'answered' then 1 else 0 end) as answered_count,
        sum(case when outcome = 'abandoned' then 1 else 0 end) as abandoned_count,
        sum(case when outcome = 'flow_out' then 1 else 0 end) as flow_out_count,
        sum(case when outcome = 'other' then 1 else 0 end) as other_count,
        sum(case when outcome = 'open' then 1 else 0 end) as open_count

    from queue_legs

    group by 1, 2, 3

),

agent_leg_totals as (

    select
        platform,
        org_id,
        conversation_id,
        min(channel) as agent_channel,
        {{ value_at_lowest('channel', 'started_at') }} as first_channel,
        count(*) as agent_leg_count,
        sum(case when leg_kind = 'handled' then 1 else 0 end) as handled_count,
        sum(case when leg_kind = 'handled' and is_transferred then 1 else 0 end) as transferred_count,
        sum(case when leg_kind = 'handled' then handle_ms else 0 end) as handle_ms

    from agent_legs

    group by 1, 2, 3

),

final as (

    select
        conversations.platform,
        conversations.org_id,
        conversations.conversation_id,
        resolving_legs.agent_id as resolving_agent_id,
        resolving_legs.queue_id as resolving_queue_id,
        resolving_legs.wrap_up_code as resolving_wrap_up_code,
        customers.customer_key,

        coalesce(queue_leg_totals.queue_channel, agent_leg_totals.agent_channel) as channel,
        conversations.originating_direction,

        coalesce(queue_leg_totals.queue_leg_count, 0) as queue_leg_count,
        coalesce(queue_leg_totals.answered_count, 0) as answered_count,
        coalesce(queue_leg_totals.abandoned_count, 0) as abandoned_count,
        coalesce(queue_leg_totals.flow_out_count, 0) as flow_out_count,
        coalesce(queue_leg_totals.other_count, 0) as other_count,
        coalesce(queue_leg_totals.open_count, 0) as open_count,
        prequeue_abandons.prequeue_abandoned_count,
        coalesce(agent_leg_totals.agent_leg_count, 0) as agent_leg_count,
        coalesce(agent_leg_totals.handled_count, 0) as handled_count,
        coalesce(agent_leg_totals.transferred_count, 0) as transferred_count,
        cast(coalesce(agent_leg_totals.handle_ms, 0) as bigint) as handle_ms,
        conversations.version_count,

        conversations.ended_at is null as is_open,
        coalesce(coalesce(queue_leg_totals.first_channel, agent_leg_totals.first_channel) = 'callback', false) as is_callback,

        conversations.started_at,
        conversations.ended_at,
        conversations.exported_at,

        conversations.dq_flag,
        conversations.last_load_id,
        conversations.file_id,
        conversations.file_row

    from conversations
    left join prequeue_abandons
        on conversations.platform = prequeue_abandons.platform
        and conversations.org_id = prequeue_abandons.org_id
        and conversations.conversation_id = prequeue_abandons.conversation_id
    left join customers
        on conversations.platform = customers.platform
        and conversations.org_id = customers.org_id
        and conversations.conversation_id = customers.conversation_id
    left join queue_leg_totals
        on conversations.platform = queue_leg_totals.platform
        and conversations.org_id = queue_leg_totals.org_id
        and conversations.conversation_id = queue_leg_totals.conversation_id
    left join agent_leg_totals
        on conversations.platform = agent_leg_totals.platform
        and conversations.org_id = agent_leg_totals.org_id
        and conversations.conversation_id = agent_leg_totals.conversation_id
    left join resolving_legs
        on conversations.platform = resolving_legs.platform
        and conversations.org_id = resolving_legs.org_id
        and conversations.conversation_id = resolving_legs.conversation_id

)

select * from final
