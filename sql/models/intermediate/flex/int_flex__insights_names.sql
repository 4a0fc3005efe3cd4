{#-
    What Insights knows by name or e-mail, and the one queue or worker of the workspace that was ever called so (of several, the
    lowest sid); with the newest load that could have changed it, so that what was built of names follows them.
-#}

with

segments as (

    select * from {{ ref('stg_flex__insights_segments') }}

),

api_segments as (

    select * from {{ ref('stg_flex__api_segments') }}

),

wanted as (

    select org_id, 'queue' as kind, queue_name as name from segments where queue_name is not null
    union
    select org_id, 'agent' as kind, agent_key as name from segments where agent_key is not null
    union
    select org_id, 'agent' as kind, agent_email as name from segments where agent_email is not null
    union
    select org_id, 'agent' as kind, agent_name as name from segments where agent_name is not null
    union
    select org_id, 'queue' as kind, queue_name as name from api_segments where queue_name is not null
    union
    select org_id, 'agent' as kind, agent_key as name from api_segments where agent_key is not null
    union
    select org_id, 'agent' as kind, agent_name as name from api_segments where agent_name is not null

),

known as (

    select org_id, 'queue' as kind, friendly_name as name, sid, load_id from {{ source('flex', 'flex_task_queues') }}
    union all
    select org_id, 'queue' as kind, task_queue_name as name, task_queue_sid as sid, load_id
    from {{ source('flex', 'flex_events') }}
    {% for name in ['sid', 'lower(email)', 'full_name', 'friendly_name'] %}
    union all
    select org_id, 'agent' as kind, {{ name }} as name, sid, load_id from {{ source('flex', 'flex_workers') }}
    {% endfor %}
    {% for name in ['worker_sid', 'lower(worker_email)', 'worker_full_name', 'worker_name'] %}
    union all
    select org_id, 'agent' as kind, {{ name }} as name, worker_sid as sid, load_id from {{ source('flex', 'flex_events') }}
    {% endfor %}

),

pairs as (

    select
        known.org_id,
        known.kind,
        known.name,
        known.sid,
        min(known.load_id) as first_load_id

    from known
    inner join wanted
        on known.org_id = wanted.org_id
        and known.kind = wanted.kind
        and known.name = wanted.name

    where known.sid is not null

    group by 1, 2, 3, 4

),

final as (

    select
        org_id,
        kind,
        name,
        min(sid) as sid,
        max(first_load_id) as last_load_id

    from pairs

    group by 1, 2, 3

)

select * from final
