import { describe, expect, it } from 'vitest'
import { compileQuery } from '../../../src/transform/index.js'
import { projectOf, refusalOf } from '../projects.js'

async function render(sql: string, macros = '', vars: Record<string, unknown> = {}): Promise<string> {
  const project = await projectOf(
    { 'models/it.sql': sql, 'models/other.sql': 'select 1 as a', 'macros/m.sql': macros },
    vars,
  )
  return compileQuery(project, 'it')
}

describe('rendering', () => {
  it('writes references as quoted tables of the schema main', async () => {
    expect(await render("select * from {{ ref('other') }} union all select * from {{ ref('little', 'other') }}")).toBe(
      'select * from "main"."other" union all select * from "main"."other"',
    )
  })

  it('loops with the loop variables of Jinja', async () => {
    const sql =
      "{% for p in ['a', 'b'] %}{{ loop.index }}{{ p }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}"
    expect(await render(`select '${sql}'`)).toBe("select '1a, 2b'")
  })

  it('takes pairs apart in a loop', async () => {
    expect(
      await render("{% for name, sort in [['a', 'asc'], ['b', 'desc']] %}{{ name }} {{ sort }};{% endfor %}"),
    ).toBe('a asc;b desc;')
  })

  it('takes an empty list for false, as Python does and JavaScript does not', async () => {
    expect(await render("{% if var('targets') %}some{% else %}none{% endif %}", '', { targets: [] })).toBe('none')
  })

  it('does not take 1 for equal to the text 1', async () => {
    expect(await render("{{ 'same' if 1 == '1' else 'different' }}")).toBe('different')
  })

  it('keeps what is set inside a loop inside it, as Jinja does', async () => {
    expect(await render('{% set x = 1 %}{% for i in [1, 2] %}{% set x = i + 10 %}{% endfor %}{{ x }}')).toBe('1')
  })

  it('writes booleans and none as Python does', async () => {
    expect(await render('{{ true }} {{ False }} {{ none }}')).toBe('True False None')
  })

  it('joins texts with ~ and applies filters', async () => {
    expect(await render("{{ ['a', 'b'] | join(' || ') ~ '.' ~ 'X' | lower }}")).toBe('a || b.x')
  })

  it('captures a block in a variable', async () => {
    expect(await render('{% set list %}a, b{% endset %}select {{ list | upper }}')).toBe('select A, B')
  })

  it('leaves raw blocks and escaped braces alone and drops comments', async () => {
    expect(await render(`{# gone #}{% raw %}{{ kept }}{% endraw %}{{ '{{' }}`)).toBe('{{ kept }}{{')
  })

  it('calls macros with positional, named and default arguments, across files and before their definition', async () => {
    const macros =
      "{% macro outer(a) %}[{{ inner(b='x', a=a) }}]{% endmacro %}{% macro inner(a, b, c='d') %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
    expect(await render("{{ outer('1') }}", macros)).toBe('[1xd]')
  })

  it('dispatches to the macro of DuckDB, else to the default', async () => {
    const macros =
      '{% macro duckdb__one() %}duck{% endmacro %}{% macro default__one() %}any{% endmacro %}{% macro default__two(x) %}any {{ x }}{% endmacro %}'
    expect(await render("{{ adapter.dispatch('one')() }} {{ adapter.dispatch('two', 'little')(2) }}", macros)).toBe(
      'duck any 2',
    )
  })

  it('tells none from undefined', async () => {
    const macros = '{% macro m(a, b=none) %}{{ a is defined }} {{ b is none }} {{ b is not defined }}{% endmacro %}'
    expect(await render('{{ m() }}', macros)).toBe('False True False')
  })

  it('looks into lists and mappings of variables', async () => {
    const vars = { targets: [{ queue: 'q1', seconds: 20 }] }
    expect(await render("{% for t in var('targets') %}{{ t.queue }}={{ t['seconds'] }}{% endfor %}", '', vars)).toBe(
      'q1=20',
    )
  })

  it("knows dbt's cross-database macros", async () => {
    expect(
      await render(
        "{{ dbt.datediff('a', 'b', 'day') }} {{ dbt.dateadd(datepart='week', interval=1, from_date_or_timestamp='a') }}",
      ),
    ).toBe("(date_diff('day', a::timestamp, b::timestamp )) (a + (cast(1 as bigint) * 7) * interval 1 day)")
  })
})

describe('what is not rendered', () => {
  const refused = async (sql: string, macros = ''): Promise<string> =>
    refusalOf({ 'models/it.sql': sql, 'macros/m.sql': macros })

  it.each([
    ["\n{{ reff('a') }}", "models/it.sql:2: unknown function reff() · did you mean 'ref'?"],
    ['{{ not_there }}', "models/it.sql:1: 'not_there' is not defined"],
    ['\n\n{% do x %}', 'models/it.sql:3: unknown block tag: do'],
    ["{% set x = {'a': 1} %}{% for k in x.items() %}{% endfor %}", 'x.items() is not supported'],
    ['{% set x = [] %}{{ x.append(1) }}', 'x.append() is not supported'],
    ['{% set x = namespace(a=1) %}', 'unknown function namespace()'],
    ["{{ return('a') }}", 'unknown function return()'],
    ["{% include 'a' %}", '{% include %} is not supported here'],
    ["{{ 'a' | wordcount }}", "unknown filter 'wordcount'"],
    ["{{ ('a', 'b') }}", 'tuples are not supported'],
    ["{{ ['a'] }}", 'a list cannot be written into SQL'],
    ["{{ var('nothing') }}", "the variable 'nothing' is not declared"],
    ['{{ dbt.star() }}', 'unknown function dbt.star()'],
    ["{% if false %}{{ env_var('X') }}{% endif %}", 'unknown function env_var()'],
    ['{% if %}', 'models/it.sql:1'],
  ])('refuses %s', async (sql, message) => {
    expect(await refused(sql)).toContain(message)
  })

  it('names the macro in which it went wrong', async () => {
    expect(await refused('{{ m(1) }}', '{% macro m(a) %}\n{{ a + "x" }}{% endmacro %}')).toContain(
      'macros/m.sql:2: cannot calculate with a number and a string',
    )
  })

  it('refuses arguments that a macro does not have', async () => {
    expect(await refused('{{ m(colum=1) }}', '{% macro m(column) %}{% endmacro %}')).toContain(
      "m() has no argument 'colum' · did you mean 'column'?",
    )
  })

  it('names all problems of all files at once', async () => {
    const message = await refusalOf({ 'models/a.sql': '{{ x }}', 'models/b.sql': "select * from {{ ref('c') }}" })
    expect(message).toContain('2 problems in the SQL project')
    expect(message).toContain("models/a.sql:1: 'x' is not defined")
    expect(message).toContain("models/b.sql: there is no model 'c'")
  })
})
