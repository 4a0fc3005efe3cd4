{#-
    Days on which somebody was handled and no customer is known: first contact resolution is not known either. The platform does
    not tell who came, or what was loaded does not, or `pii: mask` took it out.
-#}
{{ config(severity='warn', meta={'severity': 'info'}) }}

select
    platform || ':' || org_id as record_key,
    {{ counted('count(*)', 'day', 'days') }} || ' without a known customer' as observed,
    'an id or an address of those who were handled, for first contact resolution' as expected

from {{ ref('mrt_daily_conversations') }}

where handled_count > 0 and first_contact_base_count is null

group by platform, org_id
