{#- Changes of presence and of routing status, each once whatever transports brought it: from when on a user was in which state. -#}

with

records as (

    select * from {{ source('genesys', 'genesys_user_events') }}
    where op = 'upsert'
        and (file_id, file_row) not in (
            select file_id, file_row from {{ source('genesys', 'genesys_user_events') }}
            where op = 'delete'
        )

),

-- A presence of another source (of Teams, say) is not the one that counts.
changes as (

    select
        org_id,
        "userId" as agent_id,
        'presence' as timeline,
        {{ normalised_enum('"systemPresence"') }} as state,
        {{ to_instant('"modifiedDate"') }} as started_at,
        load_id,
        file_id,
        file_row

    from records

    where "systemPresence" is not null and coalesce({{ to_boolean('"primary"') }}, true)

    union all

    select
        org_id,
        "userId" as agent_id,
        'routing' as timeline,
        {{ normalised_enum('"routingStatus"') }} as state,
        {{ to_instant('"startTime"') }} as started_at,
        load_id,
        file_id,
        file_row

    from records

    where "routingStatus" is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by org_id, agent_id, timeline, started_at
            order by state, file_id, file_row
        ) as copy_rank

    from changes

    where agent_id <> '' and started_at is not null

),

final as (

    select
        org_id,
        agent_id,
        timeline,
        state,
        started_at,
        load_id as last_load_id,
        file_id,
        file_row

    from ranked

    where copy_rank = 1

)

select * from final
