{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'conversation_id']
) }}

{#-
    The local dates on which a conversation counts, and those on which it counted before it was corrected: what a touched
    conversation changes in the days. Among them the one on which it began.
-#}

-- depends_on: {{ ref('int_conversation_versions') }}

with

{{ touched_conversations() }}
dates as (

    select
        platform,
        org_id,
        conversation_id,
        {{ local_date('started_at', var('report_timezone')) }} as interaction_date,
        last_load_id

    from {{ ref('fct_conversations') }}
    {{ where_touched() }}

    union all

    select platform, org_id, conversation_id, interaction_date, last_load_id
    from {{ ref('int_queue_measures') }}
    {{ where_touched() }}

    union all

    select platform, org_id, conversation_id, queue_date as interaction_date, last_load_id
    from {{ ref('int_agent_measures') }}
    {{ where_touched() }}

    union all

    select platform, org_id, conversation_id, agent_date as interaction_date, last_load_id
    from {{ ref('int_agent_measures') }}
    {{ where_touched() }}

    union all

    select platform, org_id, conversation_id, alert_date as interaction_date, last_load_id
    from {{ ref('int_agent_alerts') }}
    {{ where_touched() }}

    union all

    select platform, org_id, conversation_id, answer_date as interaction_date, last_load_id
    from {{ ref('int_agent_alerts') }}
    {{ where_touched() }}
    {% if is_incremental() %}

    union all

    select
        former.platform,
        former.org_id,
        former.conversation_id,
        former.interaction_date,
        touched.last_load_id

    from {{ this }} as former
    inner join touched
        on former.platform = touched.platform
        and former.org_id = touched.org_id
        and former.conversation_id = touched.conversation_id
    where touched.first_load_id <= {{ newest_load() }}
    {% endif %}

),

final as (

    select
        platform,
        org_id,
        conversation_id,
        interaction_date,
        max(last_load_id) as last_load_id

    from dates

    where interaction_date is not null

    group by 1, 2, 3, 4

)

select * from final
