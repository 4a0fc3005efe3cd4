{#- Versions of one record that only the hash of their text tells apart: which one holds is arbitrary, if always the same. -#}
{{ config(severity='warn') }}

select
    entity || ':' || record_id as record_key,
    file_id,
    file_row,
    cast(tied_version_count as varchar) || ' versions' as observed,
    'an update time, an export stamp or an instant that tells them apart' as expected

from {{ ref('int_record_versions') }}

where tied_version_count > 1
