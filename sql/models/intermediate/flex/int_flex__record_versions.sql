{{ config(
    materialized='incremental',
    incremental_strategy='replace_touched',
    unique_key=['platform', 'org_id', 'entity', 'record_id']
) }}

{{ record_versions('flex') }}
