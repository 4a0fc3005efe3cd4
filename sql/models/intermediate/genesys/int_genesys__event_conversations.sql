{#- Conversations of which no detail record was loaded, only events: what these say of the whole of it. -#}

with

versions as (

    select * from {{ ref('int_genesys__record_versions') }}
    where platform = 'genesys' and entity = 'conversations' and op = 'upsert'

),

event_records as (

    select file_id, file_row from {{ source('genesys', 'genesys_events') }}

),

event_made as (

    select versions.*
    from versions
    inner join event_records
        on versions.file_id = event_records.file_id
        and versions.file_row = event_records.file_row

),

events as (

    select * from {{ ref('stg_genesys__events') }}

),

gathered as (

    select
        org_id,
        conversation_id,
        {{ value_at_lowest('direction', 'happened_at') }} as direction,
        min(happened_at) as started_at,
        max(happened_at) as last_event_at,
        max(case when event_type = 'customer.end' then 1 else 0 end) = 1 as is_left,
        max(case when dq_flag <> 'OK' then dq_flag end) as dq_flag

    from events

    group by 1, 2

),

-- Sessions that began and of which no end is known.
open_sessions as (

    select
        org_id,
        conversation_id,
        session_id

    from events

    where event_type in ('acd.start', 'acd.end', 'user.start', 'user.end')

    group by 1, 2, 3

    having max(case when event_type in ('acd.end', 'user.end') then 1 else 0 end) = 0

),

open_conversations as (

    select distinct org_id, conversation_id from open_sessions

),

final as (

    select
        'genesys' as platform,
        event_made.org_id,
        event_made.record_id as conversation_id,

        gathered.direction as originating_direction,
        gathered.started_at,
        case when gathered.is_left and open_conversations.conversation_id is null then gathered.last_event_at end
            as ended_at,
        coalesce(gathered.dq_flag, 'OK') as dq_flag,

        event_made.copy_count,
        event_made.version_count,
        event_made.last_load_id,
        event_made.file_id,
        event_made.file_row

    from event_made
    inner join gathered
        on event_made.org_id = gathered.org_id
        and event_made.record_id = gathered.conversation_id
    left join open_conversations
        on event_made.org_id = open_conversations.org_id
        and event_made.record_id = open_conversations.conversation_id

)

select * from final
