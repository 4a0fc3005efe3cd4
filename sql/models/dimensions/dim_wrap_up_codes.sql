with

wrap_up_codes as (

    select * from {{ ref('stg_wrap_up_codes') }}

),

agent_legs as (

    select * from {{ ref('fct_agent_legs') }}

),

code_ids as (

    select platform, org_id, wrap_up_code from wrap_up_codes
    union
    select platform, org_id, wrap_up_code from agent_legs where wrap_up_code is not null

),

final as (

    select
        code_ids.platform,
        code_ids.org_id,
        code_ids.wrap_up_code,

        case
            when wrap_up_codes.wrap_up_name is not null then wrap_up_codes.wrap_up_name
            when code_ids.wrap_up_code like 'ININ-%' then code_ids.wrap_up_code
            else 'unknown (' || code_ids.wrap_up_code || ')'
        end as wrap_up_name,

        code_ids.wrap_up_code like 'ININ-%' as is_system_code,
        wrap_up_codes.wrap_up_code is not null as is_known

    from code_ids
    left join wrap_up_codes
        on code_ids.platform = wrap_up_codes.platform
        and code_ids.org_id = wrap_up_codes.org_id
        and code_ids.wrap_up_code = wrap_up_codes.wrap_up_code

)

select * from final
