{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'interaction_date']
) }}

{#-
    First contacts counted on the local day on which they began, of days with conversations of known customers. A day is counted
    again when a customer's conversations changed what is known of it, and as long as the data does not reach the end of all
    its windows, or does not any more.
-#}

-- depends_on: {{ ref('int_conversation_dates') }}
-- depends_on: {{ ref('int_customer_contacts') }}

with

completeness as (

    select * from {{ ref('int_data_completeness') }}

),

{% if is_incremental() %}
touched as (

    {{ touched_days() }}

    union

    select
        platform,
        org_id,
        {{ local_date('started_at', var('report_timezone')) }} as interaction_date
    from {{ ref('int_customer_contacts') }}
    {{ where_touched() }}

    union

    select days.platform, days.org_id, days.interaction_date
    from {{ this }} as days
    inner join completeness
        on days.platform = completeness.platform
        and days.org_id = completeness.org_id
    where days.first_contact_pending_count > 0
        or days.last_window_ends_at > completeness.complete_until

),

{% endif %}
contacts as (

    {{ began_on_touched_days(ref('int_first_contacts')) }}

),

final as (

    select
        platform,
        org_id,
        interaction_date,
        cast(sum(case when first_contact_status in ('resolved', 'repeated') then 1 else 0 end) as bigint)
            as first_contact_base_count,
        cast(sum(case when first_contact_status = 'resolved' then 1 else 0 end) as bigint)
            as first_contact_resolved_count,
        cast(sum(case when first_contact_status = 'pending' then 1 else 0 end) as bigint) as first_contact_pending_count,
        max(case when first_contact_status in ('resolved', 'repeated') then window_ends_at end) as last_window_ends_at,
        max(last_load_id) as last_load_id

    from contacts

    group by 1, 2, 3

)

select * from final
