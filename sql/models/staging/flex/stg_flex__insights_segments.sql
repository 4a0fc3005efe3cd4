{#- Segments of Flex Insights as a customer's report has them: local times of the configured zone, durations as Insights shows them. -#}
{% set durations = ['queue_time', 'ring_time', 'talk_time', 'hold_time', 'wrap_up_time', 'activity_time'] %}
{% set time_text = flex_date_text('records.date') ~ " || ' ' || coalesce(" ~ flex_time_of_seconds("nullif(records.time_in_seconds, '')") ~ ', ' ~ flex_time_text("nullif(records.time, '')") ~ ')' %}

with

records as (

    select * from {{ source('flex', 'flex_insights_segments') }}

),

versions as (

    select * from {{ ref('int_flex__record_versions') }}
    where platform = 'flex' and entity = 'insights_segments' and op = 'upsert'

),

typed as (

    select
        versions.org_id,
        versions.record_id as segment_id,
        coalesce(nullif(records.segment_external_id, ''), records.conversation) as task_sid,
        nullif(records.conversation, '') as conversation_name,
        nullif(records.queue, '') as queue_name,
        nullif(records.agent_id, '') as insights_agent_id,
        coalesce(nullif(records.agent_id, ''), nullif(records.agent, '')) as agent_key,
        nullif(records.agent, '') as agent_name,
        lower(nullif(records.email, '')) as agent_email,

        lower(records.kind) as kind,
        nullif(records.communication_channel, '') as communication_channel,
        case lower(records.direction)
            when 'outbound' then 'outbound'
            when 'internal' then 'internal'
            else 'inbound'
        end as direction,
        case
            when lower(records.abandoned) in ('yes', 'y', 'true') then 'yes'
            when lower(records.abandoned) like 'follow%' then 'follow-up'
            else 'no'
        end as abandoned,
        lower(records.abandoned_phase) as abandoned_phase,
        nullif(records.outcome, '') as outcome,
        lower(nullif(records.hang_up_by, '')) as hang_up_by,
        lower(nullif(records.followed_by, '')) as followed_by,
        lower(records.conversation_attribute_1) as left_by,
        lower(nullif(records.activity, '')) as activity_name,
        coalesce(nullif(records.customer_phone, ''), nullif(records.external_contact, '')) as customer_address,

        {% for duration in durations %}
        {{ flex_duration_ms("nullif(records." ~ duration ~ ", '')") }} as {{ duration }}_ms,
        {% endfor %}

        {% if var('source_zone') %}
        {{ local_instant(time_text, var('source_zone')) }} as started_at,
        {% else %}
        {{ to_instant('null') }} as started_at,
        {% endif %}

        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

),

final as (

    select
        *,
        case
            when started_at is null then 'INVALID_TIMESTAMPS'
            when hold_time_ms > talk_time_ms then 'HOLD_EXCEEDS_TALK'
            else 'OK'
        end as dq_flag

    from typed

)

select * from final
