{#- A warehouse's table of conversations has no evaluations. -#}

{{ no_evaluations('flat') }}
