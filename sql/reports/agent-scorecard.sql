select * from {{ ref('mrt_agent_scorecard') }}
