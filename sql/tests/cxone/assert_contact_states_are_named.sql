{#- States of contacts by number, whose names were not loaded: the contacts count as if they had no state history. -#}
{{ config(severity='warn') }}

select
    'cxone:' || org_id as record_key,
    {{ counted('count(*)', 'state', 'states') }} || ' of contacts without a name' as observed,
    'CONTACT_STATE_DIM beside CONTACT_ACTIVITY_FACT' as expected

from {{ ref('stg_cxone__contact_states') }}

where state_class = 'unnamed'

group by org_id
