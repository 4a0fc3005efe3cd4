{#- Lifecycle events do not tell who hung up before a queue. -#}

{{ no_prequeue_abandons('lifecycle') }}
