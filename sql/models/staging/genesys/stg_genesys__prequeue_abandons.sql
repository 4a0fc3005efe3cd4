{#-
    Callers who hung up in the menu: its flow ended with DISCONNECT, and neither a queue nor an employee was in the conversation. A
    flow that ended the call by itself served its caller. Not known where a menu does not tell how its flow ended.
-#}

with

conversations as (

    select * from {{ ref('stg_genesys__conversations') }}

),

participants as (

    select * from {{ ref('stg_genesys__participants') }}

),

sessions as (

    select * from {{ ref('stg_genesys__sessions') }}

),

marks as (

    select
        participants.file_id,
        participants.file_row,
        participants.last_load_id,
        max(case when participants.purpose in ('acd', 'agent', 'user') then 1 else 0 end) as leg_mark,
        max(case when participants.purpose = 'ivr' and sessions.flow_exit_reason = 'DISCONNECT' then 1 else 0 end) as hang_up_mark,
        max(case when participants.purpose = 'ivr' and sessions.flow_exit_reason is null then 1 else 0 end) as untold_mark

    from participants
    left join sessions
        on participants.file_id = sessions.file_id
        and participants.file_row = sessions.file_row
        and participants.participant_index = sessions.participant_index
        -- The same by itself: so that who asks for what is new reads little of any.
        and participants.last_load_id = sessions.last_load_id

    group by 1, 2, 3

),

final as (

    select
        conversations.platform,
        conversations.org_id,
        conversations.conversation_id,

        cast(case
            when marks.leg_mark = 1 or conversations.ended_at is null or conversations.originating_direction = 'outbound' then 0
            when marks.hang_up_mark = 1 then 1
            when marks.untold_mark = 0 then 0
        end as bigint) as prequeue_abandoned_count,

        marks.last_load_id

    from conversations
    inner join marks
        on conversations.file_id = marks.file_id
        and conversations.file_row = marks.file_row
        and conversations.last_load_id = marks.last_load_id

)

select * from final
