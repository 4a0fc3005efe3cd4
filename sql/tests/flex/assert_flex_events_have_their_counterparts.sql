{#- Reservations that were worked or ended without an event that began them: it was lost, and with it a leg or a part of one. -#}
{{ config(severity='warn') }}

select
    reservation_sid as record_key,
    file_id,
    file_row,
    case when accepted_at is null then 'no reservation.accepted' else 'no reservation.created' end as observed,
    'every event of the reservation' as expected

from {{ ref('int_flex__reservations') }}

where (accepted_at is null and (wrapup_at is not null or completed_at is not null))
    or created_at is null
