{#- Lifecycle events name no customer. -#}

{{ no_customers('lifecycle') }}
