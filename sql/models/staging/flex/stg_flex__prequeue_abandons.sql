{#- Callers who hang up in the menu make no task. -#}

{{ no_prequeue_abandons('flex') }}
