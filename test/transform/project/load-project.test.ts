import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileQuery, loadProject, type ModelNode, type TestNode } from '../../../src/transform/index.js'
import { FIXTURE_PROJECT, projectOf, refusalOf, writeProject } from '../projects.js'

describe('loadProject', () => {
  it('reads models, seeds, sources, tests, unit tests and analyses', async () => {
    const { manifest } = await loadProject([FIXTURE_PROJECT], {})
    const kinds = [...manifest.nodes.values()].map(({ kind, name }) => `${kind} ${name}`)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'model fct_waits',
        'seed queues',
        'source raw.calls',
        'analysis waits_report',
        'unit_test waits_count_within_the_target',
      ]),
    )
    expect(manifest.nodes.get('fct_waits')).toMatchObject({
      refs: ['stg_calls', 'int_waits'],
      path: 'models/marts/fct_waits.sql',
    })
  })

  it('names generic tests as dbt does', async () => {
    const { manifest } = await loadProject([FIXTURE_PROJECT], {})
    const tests = [...manifest.nodes.values()].filter(({ kind }) => kind === 'test').map(({ name }) => name)
    expect(tests.sort()).toEqual([
      'accepted_values_stg_calls_queue_id__q1__q2__q3',
      'every_wait_has_a_queue',
      'not_negative_fct_waits_wait_ms__86400000',
      'not_null_stg_calls_conversation_id',
      'not_null_stg_calls_queue_id',
      'relationships_fct_waits_queue_id__queue_id__ref_queues_',
      'source_not_null_raw_calls_conversation_id',
      'unique_fct_waits_conversation_id',
    ])
  })

  it('takes configuration from the folder, the YAML and the model, the nearest last', async () => {
    const project = await projectOf({
      'dbt_project.yml':
        'name: little\nmodels:\n  little:\n    +materialized: table\n    +tags: [all]\n    marts:\n      +materialized: view\n      +meta: {layer: mart}\n',
      'models/marts/a.sql': "{{ config(tags='mine') }} select 1 as a",
      'models/b.sql': "{{ config(materialized='ephemeral') }} select 1 as a",
      'models/c.sql': 'select 1 as a',
      'models/marts/a.yml': 'models:\n  - name: a\n    config:\n      meta: {grain: one}\n',
    })
    const config = (name: string) => (project.manifest.nodes.get(name) as ModelNode).config
    expect(config('a')).toMatchObject({
      materialized: 'view',
      tags: ['all', 'mine'],
      meta: { layer: 'mart', grain: 'one' },
    })
    expect(config('b').materialized).toBe('ephemeral')
    expect(config('c').materialized).toBe('table')
  })

  it('lays a later folder over the first: its files of the same name replace, others join', async () => {
    const base = await writeProject({
      'models/a.sql': 'select 1 as ours',
      'models/b.sql': "select * from {{ ref('a') }}",
      'models/schema.yml': 'models:\n  - name: a\n    description: ours\n  - name: b\n    description: ours\n',
    })
    const own = await writeProject({
      'models/mine/a.sql': "select {{ twice('2') }} as theirs",
      'models/c.sql': "select * from {{ ref('b') }}",
      'models/schema.yml': 'models:\n  - name: a\n    description: theirs\n',
      'macros/twice.sql': '{% macro twice(x) %}{{ x }} + {{ x }}{% endmacro %}',
    })
    const project = await loadProject([base, own], {})
    expect(compileQuery(project, 'a')).toBe('select 2 + 2 as theirs')
    expect(project.manifest.nodes.get('a')?.description).toBe('theirs')
    expect(project.manifest.nodes.get('b')?.description).toBe('ours')
    expect(project.manifest.nodes.has('c')).toBe(true)
  })

  it('leaves out what is disabled, with its tests', async () => {
    const project = await projectOf({
      'models/a.sql': '{{ config(enabled=false) }} select 1 as a',
      'models/a.yml': 'models:\n  - name: a\n    columns:\n      - name: a\n        data_tests: [not_null]\n',
    })
    expect([...project.manifest.nodes.keys()]).toEqual([])
  })

  it('reads severity, where, meta and a name of its own from a test', async () => {
    const project = await projectOf({
      'models/a.sql': 'select 1 as a',
      'models/a.yml': `
models:
  - name: a
    columns:
      - name: a
        data_tests:
          - not_null:
              name: a_is_there
              config: { severity: warn, where: a > 0, meta: { severity: info } }
          - accepted_values:
              values: [1, 2]
              quote: false
`,
    })
    expect(project.manifest.nodes.get('a_is_there') as TestNode).toMatchObject({
      severity: 'warn',
      where: 'a > 0',
      meta: { severity: 'info' },
      column: 'a',
      line: 7,
    })
    expect(project.manifest.nodes.has('accepted_values_a_a__False__1__2')).toBe(true)
  })

  it('takes the severity of tests from dbt_project.yml, the nearest last', async () => {
    const yaml = (model: string): string =>
      `models:\n  - name: ${model}\n    columns: [{name: a, data_tests: [not_null, {unique: {config: {severity: error}}}]}]\n`
    const { manifest } = await projectOf({
      'dbt_project.yml': 'name: little\ndata_tests:\n  +severity: warn\n  little:\n    raw: {+enabled: false}\n',
      'models/a.sql': 'select 1 as a',
      'models/a.yml': yaml('a'),
      'models/raw/b.sql': 'select 1 as a',
      'models/raw/b.yml': yaml('b'),
      'tests/t.sql': 'select 1',
    })
    const severities = [...manifest.nodes.values()].flatMap((node) =>
      node.kind === 'test' ? [`${node.name} ${node.severity}`] : [],
    )
    expect(severities.sort()).toEqual(['not_null_a_a warn', 't warn', 'unique_a_a error'])
  })

  it('sees what dbt would not: a ref that stands only inside is_incremental()', async () => {
    const message = await refusalOf({
      'models/b.sql': 'select 1 as k',
      'models/a.sql': `{{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='k') }}
        select 1 as k {% if is_incremental() %}from {{ ref('b') }}{% endif %}`,
    })
    expect(message).toContain("ref('b') stands only inside is_incremental(), where dbt does not see it")
    expect(message).toContain("-- depends_on: {{ ref('b') }}")
  })
})

describe('what is refused', () => {
  it('names every misspelt key with its line and the key that was meant', async () => {
    const message = await refusalOf({
      'models/a.sql': 'select 1 as a',
      'models/a.yml':
        'models:\n  - name: a\n    descripton: x\n    columns:\n      - name: a\n        data_test: [unique]\n',
    })
    expect(message).toContain("models/a.yml:3: unknown key 'descripton' (did you mean 'description'?)")
    expect(message).toContain("models/a.yml:6: unknown key 'data_test' (did you mean 'data_tests'?)")
  })

  it.each([
    ['models:\n  - name: b\n', "models/a.yml:2: there is no model 'b' · did you mean 'a'?"],
    [
      'models:\n  - name: a\n    data_tests:\n      - uniqe\n',
      "models/a.yml:4: unknown test 'uniqe' · did you mean 'unique'?",
    ],
    [
      'models:\n  - name: a\n    columns:\n      - name: a\n        data_tests:\n          - accepted_values: {value: [1]}\n',
      "models/a.yml:6: the test 'accepted_values' has no argument 'value' · did you mean 'values'?",
    ],
    [
      'models:\n  - name: a\n    columns:\n      - name: a\n        data_tests:\n          - relationships: {to: ref(' +
        "'z'" +
        '), field: a}\n',
      "models/a.yml:6: there is no model 'z'",
    ],
    [
      'models:\n  - name: a\n    data_tests:\n      - not_null\n',
      "models/a.yml:4: the test 'not_null' stands below a column",
    ],
    [
      'models:\n  - name: a\n    config: {materialized: tabel}\n',
      'models/a.yml:3: models[0].config.materialized: invalid option',
    ],
    ['models:\n  - name: a\n  - name: a\n', "models/a.yml:3: 'a' has another entry in models/a.yml"],
    ['models: [\n', 'models/a.yml:2'],
    ['unit_tests:\n  - name: t\n    model: c\n    expect: {rows: []}\n', "models/a.yml:2: there is no model 'c'"],
    [
      'unit_tests:\n  - name: t\n    model: a\n    given: [{input: a, rows: []}]\n    expect: {rows: []}\n',
      "input 'a' is neither ref('…')",
    ],
  ])('%j', async (yaml, message) => {
    expect(await refusalOf({ 'models/a.sql': 'select 1 as a', 'models/a.yml': yaml })).toContain(message)
  })

  it('prints the circle when models refer to each other', async () => {
    const message = await refusalOf({
      'models/a.sql': "select * from {{ ref('b') }}",
      'models/b.sql': "select * from {{ ref('c') }}",
      'models/c.sql': "select * from {{ ref('a') }}",
    })
    expect(message).toMatch(/models refer to each other in a circle: (a -> c -> b -> a|a -> b -> c -> a)/)
  })

  it('names an unknown source', async () => {
    const message = await refusalOf({ 'models/a.sql': "select * from {{ source('raw', 'call') }}" })
    expect(message).toContain("models/a.sql: there is no source('raw', 'call')")
  })

  it('names unknown keys of dbt_project.yml and of config()', async () => {
    expect(await refusalOf({ 'dbt_project.yml': 'name: little\nmodel-path: [models]\n' })).toContain(
      "dbt_project.yml:2: unknown key 'model-path' · did you mean 'model-paths'?",
    )
    expect(await refusalOf({ 'models/a.sql': "{{ config(materialised='table') }} select 1" })).toContain(
      'models/a.sql: config(): unrecognized key',
    )
  })

  it('refuses two models of one name and two macros of one name', async () => {
    expect(await refusalOf({ 'models/x/a.sql': 'select 1', 'models/y/a.sql': 'select 1' })).toContain(
      'another file named a.sql',
    )
    expect(await refusalOf({ 'macros/m.sql': '{% macro a() %}{% endmacro %}{% macro a() %}{% endmacro %}' })).toContain(
      "the macro 'a' is defined twice",
    )
  })

  it('refuses an incremental model without the strategy or its keys', async () => {
    const model = (config: string) =>
      refusalOf({ 'models/a.sql': `{{ config(materialized='incremental'${config}) }} select 1` })
    expect(await model('')).toContain("the incremental strategy 'default' is not supported")
    expect(await model(", incremental_strategy='replace_touched'")).toContain('an incremental model needs unique_key')
  })

  it('says when a folder holds no project', async () => {
    const folder = join(FIXTURE_PROJECT, 'models')
    await expect(loadProject([folder], {})).rejects.toThrow('there is no SQL project in')
  })
})
