with

records as (

    {% for relation in ['genesys_sessions', 'genesys_typed_sessions'] %}
    select
        "sessionId",
        participant_index,
        session_index,
        "peerId",
        "outboundCampaignId",
        "flowId",
        "mediaType",
        "messageType",
        "direction",
        "flowInType",
        "flowOutType",
        "usedRouting",
        "flowExitReason",
        "hasMetrics",
        "monitoredParticipantId",
        "coachedParticipantId",
        "bargedParticipantId",
        "ani",
        "addressFrom",
        file_id,
        file_row
    from {{ source('genesys', relation) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

renamed as (

    select
        'genesys' as platform,
        versions.org_id,
        versions.record_id as conversation_id,
        coalesce(
            records."sessionId",
            'participant ' || cast(records.participant_index as varchar)
            || ' session ' || cast(records.session_index as varchar)
        ) as session_id,
        records."peerId" as peer_session_id,
        records."outboundCampaignId" as outbound_campaign_id,
        records."flowId" as flow_id,

        lower(records."mediaType") as media_type,
        lower(records."messageType") as message_type,
        lower(records."direction") as direction,
        lower(records."flowInType") as flow_in_type,
        lower(records."flowOutType") as flow_out_type,
        records."usedRouting" as used_routing,
        upper(records."flowExitReason") as flow_exit_reason,
        records."ani" as ani,
        records."addressFrom" as address_from,

        records."hasMetrics" as has_metrics,
        coalesce(
            records."monitoredParticipantId",
            records."coachedParticipantId",
            records."bargedParticipantId"
        ) is not null as is_supervision,

        records.participant_index,
        records.session_index,
        versions.last_load_id,
        records.file_id,
        records.file_row

    from records
    inner join versions
        on records.file_id = versions.file_id
        and records.file_row = versions.file_row

)

select * from renamed
