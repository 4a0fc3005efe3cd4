{#- Contacts whose after-call work has not arrived count with 0 until a later row replaces them (D26). -#}
{{ config(severity='warn') }}

select
    'cxone:' || org_id as record_key,
    {{ counted('count(*)', 'contact', 'contacts') }} || ' may still get after-call work' as observed,
    'dateACWWarehoused, or after-call work' as expected

from {{ ref('int_cxone__contacts') }}

where is_provisional and is_answered and not is_active

group by org_id
