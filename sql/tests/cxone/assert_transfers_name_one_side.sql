{#- Chains whose transfer indicators stand neither only on those who gave nor only on those who received: taken as on the receivers (D25). -#}
{{ config(severity='warn') }}

with

contacts as (

    select * from {{ ref('int_cxone__chained_contacts') }}
    where contact_count > 1

)

select
    'cxone:' || org_id || ':' || conversation_id as record_key,
    'indicators on the first and on the last contact' as observed,
    'on one side of the transfer' as expected

from contacts

group by org_id, conversation_id

having coalesce({{ value_at_lowest('transfer_indicator', 'position') }}, 'NONE') <> 'NONE'
    and coalesce({{ value_at_highest('transfer_indicator', 'position') }}, 'NONE') <> 'NONE'
