{#- Lifecycle events know nothing of evaluations. -#}

{{ no_evaluations('lifecycle') }}
