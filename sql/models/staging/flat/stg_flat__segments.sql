{#- A row of a warehouse's table says how long, not when: no segments. -#}

{{ no_segments('flat') }}
