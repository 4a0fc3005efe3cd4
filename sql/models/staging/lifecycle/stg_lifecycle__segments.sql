{#- Lifecycle events say how long, not when: no segments. -#}

{{ no_segments('lifecycle') }}
