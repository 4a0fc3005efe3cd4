{#- Lifecycle events know nothing of agents' states: none. -#}

{{ no_agent_states('lifecycle') }}
