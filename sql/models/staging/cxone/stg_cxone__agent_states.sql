{#-
    One line of states an agent, read by name: the numbers mean different things in different exports (0 is LoggedOut here,
    Available there). It gives two timelines: whether the agent was logged in, and what the agent did. A state whose every
    version has vanished from its table stays as one that nothing counts, so that its days are summed again.
-#}

with

records as (

    select * from {{ source('cxone', 'cxone_agent_states') }}
    where op = 'upsert'

),

vanished as (

    select file_id, file_row, max(load_id) as load_id
    from {{ source('cxone', 'cxone_agent_states') }}
    where op = 'delete'
    group by 1, 2

),

typed as (

    select
        org_id,
        {{ cxone_id('"agentId"') }} as agent_id,
        -- The agent state log of Data Download says the same in columns.
        coalesce(replace({{ normalised_enum('"agentStateName"') }}, 'AGENTSTATE', ''), case
            when trim("working") = '1' then 'INBOUNDCONTACT'
            when trim("working") = '2' then 'OUTBOUNDCONTACT'
            when trim("working") = '3' then 'OUTBOUNDCONSULT'
            when trim("working") = '4' then 'INBOUNDCONSULT'
            when trim("available") = '1' then 'AVAILABLE'
            when {{ cxone_text('"outStateDescription"') }} is not null then 'UNAVAILABLE'
        end) as state,
        "working" is not null as is_logged,
        {{ normalised_enum('"outStateDescription"') }} as out_state,
        {{ cxone_milliseconds('"duration"') }} as duration_ms,
        case
            when "working" is not null then {{ cxone_local_instant('trim("startDate")') }}
            else {{ cxone_instant('"startDate"') }}
        end as started_at,
        {{ cxone_instant('"lastPollTime"') }} as exported_at,
        vanished.load_id is not null as is_vanished,
        greatest(records.load_id, coalesce(vanished.load_id, 0)) as load_id,
        records.file_id,
        records.file_row

    from records
    left join vanished
        on records.file_id = vanished.file_id
        and records.file_row = vanished.file_row

),

latest_instants as (

    select
        file_id,
        max({{ instant_plus('started_at', 'coalesce(duration_ms, 0)') }}) as latest_at
    from typed
    group by 1

),

-- A state that is still open is known to have lasted until its export was taken.
known_until as (

    select
        typed.*,
        coalesce(
            {{ instant_plus('typed.started_at', 'typed.duration_ms') }},
            typed.exported_at,
            latest_instants.latest_at
        ) as last_seen_at

    from typed
    inner join latest_instants
        on typed.file_id = latest_instants.file_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, started_at
            order by
                case when is_vanished then 1 else 0 end,
                case when duration_ms is null then 1 else 0 end,
                last_seen_at desc,
                state,
                file_id,
                file_row
        ) as version_rank

    from known_until

    -- A line of the log without a state is a login or logout.
    where agent_id is not null and started_at is not null and not (is_logged and state is null)

),

states as (

    select
        *,
        -- Names of the API, of Data Download (with what is about to come: pending) and of the unified agent.
        case
            when is_vanished then 'vanished'
            when state in ('LOGGEDOUT', 'LOGOUT', 'ENDED') then 'logged_out'
            when state in ('AVAILABLE', 'AWAITINGCONTACTS') then 'waiting'
            when state = 'REFUSED' or (state = 'UNAVAILABLE' and out_state = 'REFUSED') then 'not_responding'
            when state in (
                'INBOUNDCONTACT', 'OUTBOUNDCONTACT', 'INBOUNDCONSULT', 'OUTBOUNDCONSULT', 'WORKINGCONTACTS',
                'INBOUNDPENDING', 'OUTBOUNDPENDING', 'CONSULTPENDING', 'TRANSFERPENDING', 'CALLBACKPENDING', 'PROMISEPENDING',
                'DIALERPENDING', 'PREVIEWNOTIFICATION', 'HELDPARTYABANDONED'
            ) then 'handling'
            when state = 'UNAVAILABLE' and out_state in ('ACW', 'AFTERCALLWORK', 'AFTERCONTACTWORK') then 'handling'
            when state in ('UNAVAILABLE', 'DIALER', 'LOGGEDIN', 'CREATED', 'LOGOFFPENDING') then 'off_queue'
            else 'unknown'
        end as state_class

    from ranked

    where version_rank = 1

),

timelines as (

    select *, 'routing' as timeline, state_class as timeline_class from states
    where state_class <> 'logged_out'
    union all
    select
        *,
        'presence' as timeline,
        case when state_class in ('logged_out', 'vanished') then state_class else 'logged_in' end as timeline_class
    from states

),

final as (

    select
        'cxone' as platform,
        org_id,
        agent_id,

        timeline,
        state,
        timeline_class as state_class,

        duration_ms is null as is_open,
        timeline_class = 'not_responding' as is_refusal,

        started_at,
        last_seen_at as ended_at,
        {{ to_instant('null') }} as latest_ended_at,

        load_id as last_load_id,
        file_id,
        file_row

    from timelines

)

select * from final
