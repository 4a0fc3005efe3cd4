-- Raw tables of NICE CXone exports. Leaves are VARCHAR as they came, under the current spelling; casting is staging's work.
-- Append-only.

-- Grain: one state of a contact as one export had it.
create table if not exists raw.cxone_contact_states (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "contactId" varchar,
    "stateIndex" varchar,
    "contactStateId" varchar,
    "contactStateName" varchar,
    "digitalContactStateId" varchar,
    "digitalContactStateName" varchar,
    "startDate" varchar,
    "agentId" varchar,
    "skillId" varchar,
    "skillName" varchar,
    "duration" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one contact as one export had it.
create table if not exists raw.cxone_contacts (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "contactId" varchar,
    "masterContactId" varchar,
    "contactStartDate" varchar,
    "lastUpdateTime" varchar,
    "mediaTypeId" varchar,
    "mediaTypeName" varchar,
    "mediaSubTypeId" varchar,
    "mediaSubTypeName" varchar,
    "isOutbound" varchar,
    "skillId" varchar,
    "skillName" varchar,
    "campaignId" varchar,
    "teamId" varchar,
    "agentId" varchar,
    "firstName" varchar,
    "lastName" varchar,
    "fromAddress" varchar,
    "toAddress" varchar,
    "pointOfContactId" varchar,
    "abandoned" varchar,
    "isShortAbandon" varchar,
    "abandonSeconds" varchar,
    "preQueueSeconds" varchar,
    "inQueueSeconds" varchar,
    "routingTime" varchar,
    "agentSeconds" varchar,
    "holdSeconds" varchar,
    "holdCount" varchar,
    "conferenceSeconds" varchar,
    "acwSeconds" varchar,
    "postQueueSeconds" varchar,
    "releaseSeconds" varchar,
    "totalDurationSeconds" varchar,
    "callbackTime" varchar,
    "serviceLevelFlag" varchar,
    "isRefused" varchar,
    "isTakeover" varchar,
    "transferIndicatorId" varchar,
    "transferIndicatorName" varchar,
    "primaryDispositionId" varchar,
    "secondaryDispositionId" varchar,
    "endReason" varchar,
    "isActive" varchar,
    "stateName" varchar,
    "agentStartDate" varchar,
    "dateContactWarehoused" varchar,
    "dateACWWarehoused" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);
-- Of the reports of Data Download.
alter table raw.cxone_contacts add column if not exists "agentName" varchar;
alter table raw.cxone_contacts add column if not exists "localStartDate" varchar;
alter table raw.cxone_contacts add column if not exists "localStartTime" varchar;

-- Grain: one state of an agent as one export had it.
create table if not exists raw.cxone_agent_states (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "agentId" varchar,
    "agentSessionId" varchar,
    "stateIndex" varchar,
    "startDate" varchar,
    "duration" varchar,
    "agentStateId" varchar,
    "agentStateName" varchar,
    "outStateId" varchar,
    "outStateDescription" varchar,
    "contactId" varchar,
    "skillId" varchar,
    "isOutbound" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);
-- Of the reports of Data Download.
alter table raw.cxone_agent_states add column if not exists "working" varchar;
alter table raw.cxone_agent_states add column if not exists "available" varchar;

-- Grain: one state of an agent as workforce management had it.
create table if not exists raw.cxone_schedule_adherence (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "agentId" varchar,
    "agentSessionId" varchar,
    "stateIndex" varchar,
    "startDate" varchar,
    "duration" varchar,
    "agentStateId" varchar,
    "outStateId" varchar,
    "outStateDescription" varchar,
    "skillId" varchar,
    "callStartDate" varchar,
    "callEndDate" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one skill and window of a summary.
create table if not exists raw.cxone_skill_summaries (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "skillId" varchar,
    "skillName" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "mediaTypeId" varchar,
    "isOutbound" varchar,
    "contactsOffered" varchar,
    "contactsQueued" varchar,
    "contactsHandled" varchar,
    "abandonCount" varchar,
    "abandonRate" varchar,
    "contactsWithinSLA" varchar,
    "contactsOutOfSLA" varchar,
    "serviceLevel" varchar,
    "serviceLevelGoal" varchar,
    "serviceLevelThreshold" varchar,
    "averageHandleTime" varchar,
    "averageInqueueTime" varchar,
    "averageSpeedToAnswer" varchar,
    "averageTalkTime" varchar,
    "averageWrapTime" varchar,
    "holdTime" varchar,
    "totalContactTime" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one skill and window of a summary.
create table if not exists raw.cxone_sla_summaries (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "skillId" varchar,
    "skillName" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "contactsWithinSLA" varchar,
    "contactsOutOfSLA" varchar,
    "totalContacts" varchar,
    "serviceLevel" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one agent and window of a summary.
create table if not exists raw.cxone_agent_performance (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "agentId" varchar,
    "teamId" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "agentOffered" varchar,
    "inboundHandled" varchar,
    "inboundTime" varchar,
    "inboundTalkTime" varchar,
    "inboundAvgTalkTime" varchar,
    "outboundHandled" varchar,
    "outboundTime" varchar,
    "outboundTalkTime" varchar,
    "outboundAvgTalkTime" varchar,
    "totalHandled" varchar,
    "totalAvgHandled" varchar,
    "totalTalkTime" varchar,
    "totalAvgTalkTime" varchar,
    "totalAvgHandleTime" varchar,
    "consultTime" varchar,
    "availableTime" varchar,
    "unavailableTime" varchar,
    "avgAvailableTime" varchar,
    "avgUnavailableTime" varchar,
    "acwTime" varchar,
    "refused" varchar,
    "percentRefused" varchar,
    "loginTime" varchar,
    "workingRate" varchar,
    "occupancy" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one team and window of a summary.
create table if not exists raw.cxone_team_performance (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "teamId" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "agentOffered" varchar,
    "inboundHandled" varchar,
    "inboundTime" varchar,
    "inboundTalkTime" varchar,
    "inboundAvgTalkTime" varchar,
    "outboundHandled" varchar,
    "outboundTime" varchar,
    "outboundTalkTime" varchar,
    "outboundAvgTalkTime" varchar,
    "totalHandled" varchar,
    "totalAvgHandled" varchar,
    "totalTalkTime" varchar,
    "totalAvgTalkTime" varchar,
    "totalAvgHandleTime" varchar,
    "consultTime" varchar,
    "availableTime" varchar,
    "unavailableTime" varchar,
    "avgAvailableTime" varchar,
    "avgUnavailableTime" varchar,
    "acwTime" varchar,
    "refused" varchar,
    "percentRefused" varchar,
    "loginTime" varchar,
    "workingRate" varchar,
    "occupancy" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one skill of a lookup page.
create table if not exists raw.cxone_skills (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "skillId" varchar,
    "skillName" varchar,
    "mediaTypeId" varchar,
    "mediaTypeName" varchar,
    "isActive" varchar,
    "isOutbound" varchar,
    "campaignId" varchar,
    "serviceLevelThreshold" varchar,
    "serviceLevelGoal" varchar,
    "enableShortAbandon" varchar,
    "shortAbandonThreshold" varchar,
    "countShortAbandons" varchar,
    "countOtherAbandons" varchar,
    "lastUpdated" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one agent of a lookup page.
create table if not exists raw.cxone_agents (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "agentId" varchar,
    "userName" varchar,
    "firstName" varchar,
    "middleName" varchar,
    "lastName" varchar,
    "email" varchar,
    "isActive" varchar,
    "teamId" varchar,
    "teamName" varchar,
    "reportToId" varchar,
    "location" varchar,
    "lastModified" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one team of a lookup page.
create table if not exists raw.cxone_teams (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "teamId" varchar,
    "teamName" varchar,
    "isActive" varchar,
    "lastUpdateTime" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one disposition of a lookup page.
create table if not exists raw.cxone_dispositions (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "dispositionId" varchar,
    "dispositionName" varchar,
    "isActive" varchar,
    "classification" varchar,
    "lastUpdated" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one agent's part in a contact as one export had it.
create table if not exists raw.cxone_agent_contacts (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "agentContactId" varchar,
    "contactId" varchar,
    "agentId" varchar,
    "skillId" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "activeSeconds" varchar,
    "holdSeconds" varchar,
    "conferenceSeconds" varchar,
    "acwSeconds" varchar,
    "handleSeconds" varchar,
    "isRefused" varchar,
    "isConsult" varchar,
    "lastUpdateTime" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);
-- Why it was refused.
alter table raw.cxone_agent_contacts add column if not exists "refusedReason" varchar;

-- Grain: one number of a contact state, as one export of the data share had it.
create table if not exists raw.cxone_contact_state_names (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "contactStateId" varchar,
    "contactStateName" varchar,
    "lastUpdated" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);

-- Grain: one visit of a contact to a skill, or one contact, as one export of the data share had it.
create table if not exists raw.cxone_contact_visits (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    "contactId" varchar,
    "customerContactId" varchar,
    "skillId" varchar,
    "skillSequenceNo" varchar,
    "contactStartDate" varchar,
    "startDate" varchar,
    "endDate" varchar,
    "contactSkillFirstInqueueCategoryTimestamp" varchar,
    "contactFirstInqueueCategoryTimestamp" varchar,
    "fromAddress" varchar,
    "isCallbackFlag" varchar,
    "isAbandonedFlag" varchar,
    "shortAbandonedCount" varchar,
    "takeoverCount" varchar,
    "queueOfferedCount" varchar,
    "inSlaCount" varchar,
    "outSlaCount" varchar,
    "holdSeconds" varchar,
    "prequeueCategorySeconds" varchar,
    "inqueueCategorySeconds" varchar,
    "withAgentCategorySeconds" varchar,
    "inboundSeconds" varchar,
    "outboundSeconds" varchar,
    "endReason" varchar,
    "lastUpdateTime" varchar,
    "lastPollTime" varchar,
    "payloadHash" varchar
);
