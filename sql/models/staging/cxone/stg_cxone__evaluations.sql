{#- CXone exports evaluations only as report columns of the customer's choice, which are not loaded. -#}

select
    'cxone' as platform,
    cast(null as varchar) as org_id,
    cast(null as varchar) as evaluation_id,
    cast(null as varchar) as conversation_id,
    cast(null as varchar) as agent_id,
    cast(null as varchar) as evaluator_id,
    cast(null as varchar) as queue_id,
    cast(null as varchar) as form_id,
    cast(null as varchar) as form_name,
    cast(null as varchar) as status,
    cast(null as double) as total_score,
    cast(null as double) as total_critical_score,
    cast(null as boolean) as is_calibration,
    cast(null as boolean) as is_deleted,
    cast(null as boolean) as is_released,
    cast(null as timestamp with time zone) as submitted_at,
    cast(null as integer) as last_load_id,
    cast(null as bigint) as record_hash,
    cast(null as integer) as file_id,
    cast(null as bigint) as file_row

where false
