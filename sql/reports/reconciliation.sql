select * from {{ ref('mrt_reconciliation') }}
