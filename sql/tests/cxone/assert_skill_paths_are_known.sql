{#- skill_path_unknown: contacts without state history show one leg each, of their last skill, with their whole time in queue. -#}
{{ config(severity='warn') }}

select
    'cxone:' || org_id as record_key,
    {{ counted('count(*)', 'contact', 'contacts') }} || ' without state history' as observed,
    'contact state history beside the contacts' as expected

from {{ ref('int_cxone__visits') }}

where not is_path_known

group by org_id
