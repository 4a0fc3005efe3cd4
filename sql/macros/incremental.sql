{#-
    A query for one number that a statement compares with. cxkpi runs it before and puts the number in its place: scans then end
    where what is looked for does.
-#}
{% macro asked_first(query) %}(/* asked first */ {{ query }}){% endmacro %}

{#-
    The newest load that the model itself has taken in. Its own rows are its only state, so that a build that was interrupted
    goes on where it stopped.
-#}
{% macro newest_load() %}{{ asked_first("select coalesce(max(last_load_id), 0) from " ~ this) }}{% endmacro %}

{#-
    The conversations that a load changed since this model last ran: what an incremental run replaces. Where a
    platform's conversation is made of many records, ids that have ceased to be a conversation are among them. One whose
    first load is newer than all that the model has taken in has no rows in it yet.
-#}
{% macro touched_conversations(versions='int_conversation_versions') %}
{% if is_incremental() %}
touched as (

    select platform, org_id, conversation_id, first_load_id, last_load_id
    from {{ ref(versions) }}
    where last_load_id > {{ newest_load() }}

),
{% endif %}
{% endmacro %}

{#- Keeps an incremental run to rows that changed since it last ran; a full run reads everything. -#}
{% macro where_touched() %}
{% if is_incremental() %}where last_load_id > {{ newest_load() }}{% endif %}
{% endmacro %}

{#- The days that a load changed since this model last ran: those of touched conversations, now and formerly. -#}
{% macro touched_days() %}
select platform, org_id, interaction_date
    from {{ ref('int_conversation_dates') }}
    where last_load_id > {{ newest_load() }}
{%- endmacro %}

{#- Keeps an incremental run to the touched days. -#}
{% macro on_touched_days(date='interaction_date') %}
where {{ date }} is not null
    {% if is_incremental() %}
        and (platform, org_id, {{ date }}) in (select platform, org_id, interaction_date from touched)
    {% endif %}
{%- endmacro %}

{#-
    The rows of a relation with the local date of an instant, when it began; an incremental run keeps those of touched days.
    The instants that bound these are asked for first: they are compared without a zone, and skip what is stored outside; a date
    is made of none but these.
-#}
{% macro began_on_touched_days(relation, began_at='started_at') %}
select *
    from (
        select
            *,
            {{ local_date(began_at, var('report_timezone')) }} as interaction_date

        from {{ relation }}

        where {{ began_at }} is not null
        {% if is_incremental() %}
            and {{ began_at }} >= (
                select {{ day_start('min(interaction_date)', var('report_timezone')) }} from touched
            )
            and {{ began_at }} < (
                select {{ day_start(next_day('max(interaction_date)'), var('report_timezone')) }} from touched
            )
        {% endif %}
    ) as dated
    {% if is_incremental() %}
    where (platform, org_id, interaction_date) in (select platform, org_id, interaction_date from touched)
    {% endif %}
{%- endmacro %}
