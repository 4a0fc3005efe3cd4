{#- A warehouse's table of conversations knows nothing of agents' states: none. -#}

{{ no_agent_states('flat') }}
