{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'interaction_date']
) }}

{#- Conversations counted on the local day on which they began. A day is counted again when one of them was touched. -#}

-- depends_on: {{ ref('int_conversation_dates') }}

with

{% if is_incremental() %}
touched as (

    {{ touched_days() }}

),

{% endif %}
conversations as (

    {{ began_on_touched_days(ref('fct_conversations')) }}

),

final as (

    select
        platform,
        org_id,
        interaction_date,
        count(*) as conversation_count,
        cast(sum(case when queue_leg_count > 0 then 1 else 0 end) as bigint) as queued_count,
        cast(sum(case when handled_count > 0 then 1 else 0 end) as bigint) as handled_count,
        case when count(*) = count(prequeue_abandoned_count) then cast(sum(prequeue_abandoned_count) as bigint) end
            as prequeue_abandoned_count,
        max(last_load_id) as last_load_id

    from conversations

    group by 1, 2, 3

)

select * from final
