import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProject } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { linesOf, openWarehouse, projectOf } from './projects.js'

/** `waits` reads a source, a seed, a part that is written into it, a macro and a variable; `other` none of these. */
const FILES = {
  'dbt_project.yml': 'name: little\nvars: {factor: 1, unused: 1}\n',
  'macros/scaled.sql': "{% macro scaled(x) %}{{ x }} * {{ var('factor') }}{% endmacro %}",
  'seeds/queues.csv': 'queue_id\nq\n',
  'models/schema.yml': `
sources: [{name: raw, schema: raw, tables: [{name: calls}]}]
seeds: [{name: queues, config: {column_types: {queue_id: varchar}}}]
unit_tests:
  - name: waits_are_scaled
    model: waits
    given:
      - {input: ref('calls_of_queues'), rows: [{conversation_id: c, wait_ms: 2}]}
    expect: {rows: [{conversation_id: c}]}
`,
  'models/calls_of_queues.sql':
    "{{ config(materialized='ephemeral') }} select conversation_id, wait_ms from {{ source('raw', 'calls') }} inner join {{ ref('queues') }} using (queue_id)",
  'models/waits.sql':
    "{{ config(materialized='table') }} select conversation_id, {{ scaled('cast(wait_ms as bigint)') }} as wait from {{ ref('calls_of_queues') }}",
  'models/below.sql': "{{ config(materialized='table') }} select count(*) as n from {{ ref('waits') }}",
  'models/other.sql': "{{ config(materialized='table') }} select 1 as a",
}

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
  await warehouse.run(
    `insert into raw.calls values ('genesys', 'c', 'q', null, '2', 1);
     create table raw.calls_too as from raw.calls;`,
  )
  await build({})
})
afterEach(() => {
  warehouse.close()
})

async function build(files: Readonly<Record<string, string>>, vars = {}): Promise<string[]> {
  return linesOf(await buildProject(warehouse, await projectOf({ ...FILES, ...files }, vars)))
}

/** A file of the project with another text in the place of one. */
function changed(path: keyof typeof FILES, from: string, to: string): Record<string, string> {
  expect(FILES[path]).toContain(from)
  return { [path]: FILES[path].replace(from, to) }
}

async function rebuilt(files: Readonly<Record<string, string>>, vars = {}): Promise<string[]> {
  const lines = await build(files, vars)
  return lines.filter((line) => !line.endsWith(' reused'))
}

const TESTED = 'unit_test waits_are_scaled pass'
const ALL = [TESTED, 'model waits built', 'model below built']
const UNTESTED = ['model waits built', 'model below built']

describe('a build of a project', () => {
  it('that nobody changed reuses all of it, in another folder too', async () => {
    expect(await rebuilt({})).toEqual([])
  })

  it.each<[string, string[], Record<string, string>]>([
    ['a model', ALL, changed('models/waits.sql', 'as wait ', 'as wait, 1 as b ')],
    ['a comment in a model', ALL, changed('models/waits.sql', ' from', ' /* of */ from')],
    ['a macro', ALL, changed('macros/scaled.sql', '*', '+')],
    ['a part that is written into a model', UNTESTED, changed('models/calls_of_queues.sql', 'inner', 'left')],
    ['the materialisation of such a part', UNTESTED, changed('models/calls_of_queues.sql', 'ephemeral', 'view')],
    ['the materialisation of a model', ['model below built'], changed('models/below.sql', "'table'", "'view'")],
    ['a variable of the project', ALL, changed('dbt_project.yml', 'factor: 1', 'factor: 2')],
    [
      'the table of a source',
      UNTESTED,
      changed('models/schema.yml', 'name: calls}', 'name: calls, identifier: calls_too}'),
    ],
    ['what a unit test gives', [TESTED], changed('models/schema.yml', 'wait_ms: 2', 'wait_ms: 3')],
    ['a variable that nothing reads', [], changed('dbt_project.yml', 'unused: 1', 'unused: 2')],
  ])('builds and tests again what depends on %s, and nothing else', async (_what, expected, files) => {
    const lines = await rebuilt(files)
    expect(lines.filter((line) => !line.includes('calls_of_queues'))).toEqual(expected)
    expect(await rebuilt(files)).toEqual([])
  })

  it('builds again what reads a seed whose file has changed', async () => {
    expect(await rebuilt({ 'seeds/queues.csv': 'queue_id\nq\nr\n' })).toEqual(['seed queues built', ...UNTESTED])
  })

  it('builds again what reads a variable that the configuration sets', async () => {
    expect(await rebuilt({}, { factor: 3 })).toEqual(ALL)
    expect(await warehouse.rows('select wait from waits')).toEqual([{ wait: 6 }])
  })
})
