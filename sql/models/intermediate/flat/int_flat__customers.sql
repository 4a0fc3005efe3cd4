{#- The columns of a warehouse's table of conversations that are read name no customer. -#}

{{ no_customers('flat') }}
