{#- The one place where an instant becomes a business date. -#}
{% macro local_date(instant, timezone) %}{{ adapter.dispatch('local_date')(instant, timezone) }}{% endmacro %}
{% macro default__local_date(instant, timezone) %}cast(from_utc_timestamp({{ instant }}, '{{ timezone }}') as date){% endmacro %}
{% macro duckdb__local_date(instant, timezone) %}cast(timezone('{{ timezone }}', {{ instant }}) as date){% endmacro %}

{#- The instant at which a business date begins. -#}
{% macro day_start(date, timezone) %}{{ adapter.dispatch('day_start')(date, timezone) }}{% endmacro %}
{% macro default__day_start(date, timezone) %}to_utc_timestamp({{ date }}, '{{ timezone }}'){% endmacro %}
{% macro duckdb__day_start(date, timezone) %}timezone('{{ timezone }}', cast({{ date }} as timestamp)){% endmacro %}

{#- The instant at which clocks in a zone show a date and time, given as text; null where it is none. -#}
{% macro local_instant(text, timezone) %}{{ adapter.dispatch('local_instant')(text, timezone) }}{% endmacro %}
{% macro default__local_instant(text, timezone) %}to_utc_timestamp({{ text }}, '{{ timezone }}'){% endmacro %}
{% macro duckdb__local_instant(text, timezone) %}timezone('{{ timezone }}', try_cast({{ text }} as timestamp)){% endmacro %}

{#- Milliseconds from one instant to a later one. -#}
{% macro milliseconds_between(start, finish) %}{{ adapter.dispatch('milliseconds_between')(start, finish) }}{% endmacro %}
{% macro default__milliseconds_between(start, finish) %}(unix_millis({{ finish }}) - unix_millis({{ start }})){% endmacro %}
{% macro duckdb__milliseconds_between(start, finish) %}(epoch_ms({{ finish }}) - epoch_ms({{ start }})){% endmacro %}

{#- One row a date from the first to the last, both inclusive; the bounds are scalar expressions. -#}
{% macro date_spine(first_date, last_date) %}{{ adapter.dispatch('date_spine')(first_date, last_date) }}{% endmacro %}
{% macro default__date_spine(first_date, last_date) %}select explode(sequence({{ first_date }}, {{ last_date }})) as date_day{% endmacro %}
{% macro duckdb__date_spine(first_date, last_date) %}select cast(unnest(generate_series({{ first_date }}, {{ last_date }}, interval 1 day)) as date) as date_day{% endmacro %}

{#- Milliseconds → seconds, exact sums first, unrounded. -#}
{% macro seconds(milliseconds) %}cast({{ milliseconds }} as double) / 1000{% endmacro %}

{#- A ratio of doubles; null where the base is 0. -#}
{% macro ratio(numerator, denominator) %}cast({{ numerator }} as double) / nullif(cast({{ denominator }} as double), 0){% endmacro %}

{#-
    Linear percentile of whole ms, in seconds. Exact values are multiples of 0.00005 s; the eighth decimal cuts off
    what an engine's interpolation leaves in the last bits, and nothing else.
-#}
{% macro percentile_seconds(fraction, milliseconds) %}round(percentile_cont({{ fraction }}) within group (order by cast({{ milliseconds }} as double)) / 1000, 8){% endmacro %}

{#- Which instant decides the day, by date basis: that of the leg's entry, of the event itself, or of the conversation. -#}
{% macro counted_at(leg, event) %}
{%- if var('date_basis') == 'event' -%}{{ event }}
{%- elif var('date_basis') == 'conversation' -%}conversation_started_at
{%- else -%}{{ leg }}
{%- endif -%}
{% endmacro %}

{#- The date after a date. -#}
{% macro next_day(date) %}{{ adapter.dispatch('next_day')(date) }}{% endmacro %}
{% macro default__next_day(date) %}date_add({{ date }}, 1){% endmacro %}
{% macro duckdb__next_day(date) %}({{ date }} + 1){% endmacro %}

{#- The number of an instant's UTC day since 1970: as a key it is cheaper than a date. -#}
{% macro utc_day(instant) %}cast(floor({{ milliseconds_between(instant_of_milliseconds('0'), instant) }} / 86400000) as bigint){% endmacro %}

{#- The instant so many milliseconds after 1970 began. -#}
{% macro instant_of_milliseconds(milliseconds) %}{{ adapter.dispatch('instant_of_milliseconds')(milliseconds) }}{% endmacro %}
{% macro default__instant_of_milliseconds(milliseconds) %}timestamp_millis({{ milliseconds }}){% endmacro %}
{% macro duckdb__instant_of_milliseconds(milliseconds) %}make_timestamptz(({{ milliseconds }}) * 1000){% endmacro %}

{#- An instant so many milliseconds later. -#}
{% macro milliseconds_later(instant, milliseconds) %}{{ adapter.dispatch('milliseconds_later')(instant, milliseconds) }}{% endmacro %}
{% macro default__milliseconds_later(instant, milliseconds) %}timestamp_millis(unix_millis({{ instant }}) + ({{ milliseconds }})){% endmacro %}
{% macro duckdb__milliseconds_later(instant, milliseconds) %}make_timestamptz((epoch_ms({{ instant }}) + ({{ milliseconds }})) * 1000){% endmacro %}
