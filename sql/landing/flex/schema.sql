-- Raw tables of Twilio Flex exports. Leaves are VARCHAR as they came; casting is staging's work. Append-only.

-- Grain: one TaskRouter event as one transport brought it. Attributes stay in the payload but for what models read.
create table if not exists raw.flex_events (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    transport varchar,
    sid varchar,
    id varchar,
    event_type varchar,
    event_date varchar,
    event_date_ms varchar,
    resource_type varchar,
    resource_sid varchar,
    task_sid varchar,
    task_age varchar,
    task_priority varchar,
    task_assignment_status varchar,
    task_channel_unique_name varchar,
    task_queue_sid varchar,
    task_queue_name varchar,
    task_queue_entered_date varchar,
    task_date_created varchar,
    task_canceled_reason varchar,
    task_completed_reason varchar,
    workflow_sid varchar,
    workflow_name varchar,
    reservation_sid varchar,
    reservation_reason_code varchar,
    worker_sid varchar,
    worker_name varchar,
    worker_activity_sid varchar,
    worker_activity_name varchar,
    worker_previous_activity_sid varchar,
    worker_previous_activity_name varchar,
    worker_time_in_previous_activity varchar,
    worker_time_in_previous_activity_ms varchar,
    task_transfer_sid varchar,
    transfer_type varchar,
    transfer_mode varchar,
    transfer_to varchar,
    transfer_status varchar,
    transfer_failed_reason varchar,
    transfer_initiating_worker_sid varchar,
    transfer_initiating_reservation_sid varchar,
    task_attributes_state varchar,
    attributes_conversation_id varchar,
    attributes_conversation_direction varchar,
    attributes_abandoned varchar,
    attributes_abandoned_phase varchar,
    attributes_outcome varchar,
    attributes_hang_up_by varchar,
    attributes_destination varchar,
    attributes_direction varchar,
    attributes_reason varchar,
    attributes_task_type varchar,
    attributes_transfer_target_type varchar,
    attributes_call_sid varchar,
    attributes_customers_external_id varchar,
    attributes_customers_phone varchar,
    attributes_customers_email varchar,
    attributes_customer_address varchar,
    attributes_from varchar,
    attributes_caller varchar,
    worker_full_name varchar,
    worker_email varchar,
    worker_team_id varchar,
    worker_team_name varchar,
    worker_department_name varchar,
    worker_manager varchar,
    body varchar,
    "payloadHash" varchar
);

-- Grain: one worker of one listing.
create table if not exists raw.flex_workers (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    sid varchar,
    friendly_name varchar,
    activity_sid varchar,
    activity_name varchar,
    available varchar,
    date_created varchar,
    date_updated varchar,
    date_status_changed varchar,
    full_name varchar,
    email varchar,
    team_id varchar,
    team_name varchar,
    department_name varchar,
    manager varchar,
    "payloadHash" varchar
);

-- Grain: one task queue of one listing.
create table if not exists raw.flex_task_queues (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    sid varchar,
    friendly_name varchar,
    date_created varchar,
    date_updated varchar,
    "payloadHash" varchar
);

-- Grain: one activity of one listing.
create table if not exists raw.flex_activities (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    sid varchar,
    friendly_name varchar,
    available varchar,
    date_created varchar,
    date_updated varchar,
    "payloadHash" varchar
);

-- Grain: one segment of one report of Flex Insights.
create table if not exists raw.flex_insights_segments (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    segment varchar,
    segment_external_id varchar,
    conversation varchar,
    kind varchar,
    date varchar,
    time varchar,
    time_in_seconds varchar,
    queue varchar,
    communication_channel varchar,
    direction varchar,
    abandoned varchar,
    abandoned_phase varchar,
    agent_id varchar,
    agent varchar,
    email varchar,
    outcome varchar,
    hang_up_by varchar,
    followed_by varchar,
    conversation_attribute_1 varchar,
    queue_time varchar,
    ring_time varchar,
    talk_time varchar,
    hold_time varchar,
    wrap_up_time varchar,
    abandon_time varchar,
    activity varchar,
    activity_time varchar,
    customer_phone varchar,
    external_contact varchar,
    "payloadHash" varchar
);

-- Grain: one segment as one answer of the Insights API had it.
create table if not exists raw.flex_api_segments (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    segment_id varchar,
    external_id varchar,
    queue varchar,
    date varchar,
    agent_id varchar,
    agent_name varchar,
    "payloadHash" varchar
);

-- Grain: one answer to one question of one assessment.
create table if not exists raw.flex_assessments (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    assessment_sid varchar,
    segment_id varchar,
    agent_id varchar,
    user_name varchar,
    user_email varchar,
    questionnaire_sid varchar,
    questionnaire_name varchar,
    question_sid varchar,
    answer_id varchar,
    report varchar,
    weight varchar,
    timestamp varchar,
    "payloadHash" varchar
);

-- Grain: one export of the settings with all answer sets.
create table if not exists raw.flex_answer_sets (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    account_sid varchar,
    "payloadHash" varchar
);

-- Grain: one question of one listing.
create table if not exists raw.flex_questions (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    question_sid varchar,
    question varchar,
    "payloadHash" varchar
);

-- Grain: one answer that may be given, of an export of answer sets or questions.
create table if not exists raw.flex_answers (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    answer_id varchar,
    name varchar,
    score varchar,
    is_not_applicable varchar
);

-- Grain: one questionnaire of one listing.
create table if not exists raw.flex_questionnaires (
    load_id integer not null,
    file_id integer not null,
    file_row bigint not null,
    org_id varchar not null,
    op varchar not null,
    questionnaire_sid varchar,
    name varchar,
    active varchar,
    "payloadHash" varchar
);
