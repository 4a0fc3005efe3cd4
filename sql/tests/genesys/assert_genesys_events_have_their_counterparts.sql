{#- Sessions of which events tell the end and not the beginning, or an answer and nothing of who answered: events were lost or are late. -#}
{{ config(severity='warn') }}

with

events as (

    select * from {{ ref('stg_genesys__events') }}
    where session_id is not null
        and event_type in ('acd.start', 'acd.end', 'user.start', 'user.end')

),

conversations as (

    select * from {{ ref('int_genesys__event_conversations') }}

),

awaited as (

    select * from {{ ref('int_genesys__event_sessions') }}
    where session_id like 'answer to %'

),

begun_and_ended as (

    select
        org_id,
        conversation_id,
        session_id,
        max(case when event_type in ('acd.start', 'user.start') then 1 else 0 end) as start_count,
        max(case when event_type like 'acd.%' then 'acd.start' else 'user.start' end) as missing_event

    from events

    group by 1, 2, 3

)

select
    begun_and_ended.session_id as record_key,
    conversations.file_id,
    conversations.file_row,
    'no ' || begun_and_ended.missing_event as observed,
    'every event of the session' as expected

from begun_and_ended
inner join conversations
    on {{ same_conversation('begun_and_ended', 'conversations') }}

where begun_and_ended.start_count = 0

union all

select
    session_id as record_key,
    file_id,
    file_row,
    'no user.start' as observed,
    'every event of the session' as expected

from awaited
