{#- A warehouse's table of conversations does not tell who hung up before a queue. -#}

{{ no_prequeue_abandons('flat') }}
