{#- Short abandons are abandons, abandons were offered, answers in target are answers, a conversation has a leg. -#}

select
    queue_id || ':' || cast(interaction_date as varchar) || ':' || channel as record_key,
    'short ' || cast(short_abandoned_count as varchar)
    || ', abandoned ' || cast(abandoned_count as varchar)
    || ', in target ' || cast(coalesce(answered_in_target_count, 0) as varchar)
    || ', answered ' || cast(answered_count as varchar)
    || ', conversations ' || cast(total_interactions as varchar)
    || ', offered ' || cast(offered_count as varchar) as observed,
    'short <= abandoned <= offered, in target <= answered, conversations <= offered + handled' as expected

from {{ ref('mrt_daily_queue_kpis') }}

where short_abandoned_count > abandoned_count
    or (abandoned_count > offered_count and date_basis <> 'event')
    or answered_in_target_count > answered_count
    or total_interactions > offered_count + handled_count
