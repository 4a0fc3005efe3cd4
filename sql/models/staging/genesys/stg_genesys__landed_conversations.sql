{#- Every landed version of every conversation record, typed: as its file has it, or cast from text. -#}

with

texts as (

    select * from {{ source('genesys', 'genesys_conversations') }}

),

typed as (

    select * from {{ source('genesys', 'genesys_typed_conversations') }}

),

final as (

    select
        org_id,
        "conversationId" as conversation_id,

        lower("originatingDirection") as originating_direction,
        lower("conversationInitiator") as conversation_initiator,
        "externalTag" as external_tag,
        "divisionIds" as division_ids,
        op,
        "payloadHash" as payload_hash,

        {{ to_double('"mediaStatsMinConversationMos"') }} as minimum_mos,

        "conversationEnd" is not null as has_end,

        {{ to_instant('"conversationStart"') }} as started_at,
        {{ to_instant('"conversationEnd"') }} as ended_at,
        {{ to_instant('"conferenceStart"') }} as conference_started_at,
        {{ to_instant('"dataAvailabilityDate"') }} as exported_at,

        load_id,
        file_id,
        file_row

    from texts

    union all

    select
        org_id,
        "conversationId" as conversation_id,

        lower("originatingDirection") as originating_direction,
        lower("conversationInitiator") as conversation_initiator,
        "externalTag" as external_tag,
        "divisionIds" as division_ids,
        op,
        cast("payloadHash" as varchar) as payload_hash,

        "mediaStatsMinConversationMos" as minimum_mos,

        "conversationEnd" is not null as has_end,

        "conversationStart" as started_at,
        "conversationEnd" as ended_at,
        "conferenceStart" as conference_started_at,
        {{ to_instant('null') }} as exported_at,

        load_id,
        file_id,
        file_row

    from typed

)

select * from final
