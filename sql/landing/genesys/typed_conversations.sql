-- Conversation detail records of a file that types its columns: one row each, lists as they came.

insert into raw.genesys_typed_conversations
select
    load_id,
    file_id,
    file_row,
    org_id,
    op,
    "conversationId",
    "conversationStart",
    "conversationEnd",
    "conferenceStart",
    "originatingDirection",
    "conversationInitiator",
    "customerParticipation",
    "selfServed",
    "externalTag",
    "divisionIds",
    "mediaStatsMinConversationMos",
    "mediaStatsMinConversationRFactor",
    participants,
    evaluations,
    surveys,
    payload_hash as "payloadHash"
from landing_records;
