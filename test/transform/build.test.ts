import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentEffects } from '../../src/effects.js'
import { buildProject, loadProject, type NodeResult } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { FIXTURE_PROJECT, linesOf, openWarehouse, projectOf, statusOf } from './projects.js'

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
})
afterEach(() => {
  warehouse.close()
})

async function insertCalls(...rows: string[]): Promise<void> {
  await warehouse.run(`insert into raw.calls values ${rows.join(', ')}`)
}

describe('buildProject', () => {
  it('builds models in order, with unit tests before them and data tests behind', async () => {
    await insertCalls(`('genesys', 'c1', 'q1', '2026-03-01 10:00:00', '5000', 1)`)
    const result = await buildProject(warehouse, await loadProject([FIXTURE_PROJECT], {}))
    expect(linesOf(result)).toEqual([
      'test source_not_null_raw_calls_conversation_id pass',
      'model stg_calls built',
      'test accepted_values_stg_calls_queue_id__q1__q2__q3 pass',
      'test not_null_stg_calls_conversation_id pass',
      'test not_null_stg_calls_queue_id pass',
      'unit_test only_touched_calls_are_read pass',
      'model fct_waits built',
      'test not_negative_fct_waits_wait_ms__86400000 pass',
      'test unique_fct_waits_conversation_id pass',
      'seed queues built',
      'test every_wait_has_a_queue pass',
      'test relationships_fct_waits_queue_id__queue_id__ref_queues_ pass',
      'unit_test waits_count_within_the_target pass',
      'model mrt_waits built',
    ])
    expect(result.nodes.find(({ name }) => name === 'mrt_waits')?.rows).toBe(1)
    expect(await warehouse.rows('select * from mrt_waits')).toEqual([
      {
        interaction_date: '2026-03-01',
        queue_id: 'q1',
        queue_name: 'Billing',
        offered_count: 1,
        answered_in_target_count: 1,
        total_wait_seconds: 5,
        service_level_rate: 1,
      },
    ])
    expect(await warehouse.rows('select queue_name from queues order by 1')).toEqual([
      { queue_name: 'Billing' },
      { queue_name: 'Support, tier 1' },
    ])
  })

  it('skips what hangs on a failed model, and keeps its old table', async () => {
    const files = {
      'models/a.sql': "{{ config(materialized='table') }} select 1 as a",
      'models/b.sql': "{{ config(materialized='table') }} select a from {{ ref('a') }}",
      'models/c.sql': "select a from {{ ref('b') }}",
      'models/d.sql': 'select 4 as d',
    }
    await buildProject(warehouse, await projectOf(files))
    const broken = await projectOf({
      ...files,
      'models/b.sql': "{{ config(materialized='table') }} select x from {{ ref('a') }}",
    })
    const result = await buildProject(warehouse, broken)
    expect(linesOf(result)).toEqual(['model a reused', 'model b error', 'model c skipped', 'model d reused'])
    expect(result.nodes[1]?.message).toContain('models/b.sql: Binder Error: Referenced column "x" not found')
    expect(result.nodes[2]?.because).toBe('b failed')
    expect(await warehouse.rows('select * from b')).toEqual([{ a: 1 }])
  })

  it('skips what hangs on a failed error-level test, not on a warning', async () => {
    const project = await projectOf({
      'models/a.sql': 'select null as a',
      'models/b.sql': "select * from {{ ref('a') }}",
      'models/w.sql': 'select null as w',
      'models/x.sql': "select * from {{ ref('w') }}",
      'models/m.yml': `
models:
  - name: a
    columns: [{name: a, data_tests: [not_null]}]
  - name: w
    columns: [{name: w, data_tests: [{not_null: {config: {severity: warn}}}]}]
`,
    })
    const result = await buildProject(warehouse, project)
    expect(linesOf(result)).toEqual([
      'model a built',
      'test not_null_a_a fail',
      'model b skipped',
      'model w built',
      'test not_null_w_w warn',
      'model x built',
    ])
    expect(result.nodes[2]?.because).toBe('not_null_a_a failed')
    expect(result.outcomes.map(({ status, failures, rows }) => ({ status, failures, rows }))).toEqual([
      { status: 'fail', failures: 1, rows: [{ a: null }] },
      { status: 'warn', failures: 1, rows: [{ w: null }] },
    ])
  })

  it('does not block a model by a test that also reads what lies elsewhere', async () => {
    const project = await projectOf({
      'models/a.sql': 'select 1 as a',
      'models/b.sql': "select * from {{ ref('a') }}",
      'models/z.sql': 'select 2 as a',
      'tests/both.sql': "select * from {{ ref('a') }} full join {{ ref('z') }} using (a)",
    })
    const result = await buildProject(warehouse, project)
    expect([statusOf(result, 'both'), statusOf(result, 'b')]).toEqual(['fail', 'built'])
  })

  it('counts all failures but keeps a thousand rows', async () => {
    const project = await projectOf({ 'tests/many.sql': 'select range as record_key from range(2500)' })
    const { outcomes } = await buildProject(warehouse, project)
    expect(outcomes[0]).toMatchObject({ status: 'fail', failures: 2500 })
    expect(outcomes[0]?.rows).toHaveLength(1000)
  })

  it('gives the same result for tests that share a scan as for each alone', async () => {
    const columns = ['unique', 'not_null', "accepted_values: {arguments: {values: ['x', 'y']}}"]
    const yaml = (tests: string[]): string =>
      `models:\n  - name: a\n    columns:\n      - name: a\n        data_tests:\n${tests.map((test) => `          - ${test}\n`).join('')}`
    const files = { 'models/a.sql': "select * from (values ('x'), ('x'), (null), ('z'), ('w'), ('w')) as t(a)" }
    const together = await buildProject(warehouse, await projectOf({ ...files, 'models/a.yml': yaml(columns) }))
    const failures = (result: { nodes: readonly NodeResult[] }): unknown[] =>
      result.nodes.filter(({ kind }) => kind === 'test').map(({ name, failures: count }) => [name, count])
    const alone: unknown[] = []
    for (const test of columns) {
      alone.push(
        ...failures(await buildProject(warehouse, await projectOf({ ...files, 'models/a.yml': yaml([test]) }))),
      )
    }
    expect(failures(together).sort()).toEqual(alone.sort())
    expect(failures(together).sort()).toEqual([
      ['accepted_values_a_a__x__y', 2],
      ['not_null_a_a', 1],
      ['unique_a_a', 2],
    ])
  })

  it('turns a table into a view and back', async () => {
    for (const materialized of ['table', 'view', 'table']) {
      const project = await projectOf({ 'models/a.sql': `{{ config(materialized='${materialized}') }} select 1 as a` })
      expect(linesOf(await buildProject(warehouse, project))).toEqual(['model a built'])
    }
  })

  it('builds only what is selected, without tests where they are not wanted', async () => {
    await insertCalls(`('genesys', 'c1', 'q1', '2026-03-01 10:00:00', '5000', 1)`)
    await buildProject(warehouse, await loadProject([FIXTURE_PROJECT], {}))
    await insertCalls(`('genesys', 'c2', 'q1', '2026-03-01 10:00:00', '5000', 2)`)
    const project = await loadProject([FIXTURE_PROJECT], {})
    expect(linesOf(await buildProject(warehouse, project, { select: ['fct_waits+'], tests: false }))).toEqual([
      'model fct_waits built',
      'model mrt_waits built',
    ])
  })

  it('skips a test whose other input was never built', async () => {
    const project = await projectOf({
      'models/a.sql': 'select 1 as a',
      'models/b.sql': 'select 1 as a',
      'tests/both.sql': "select * from {{ ref('a') }} join {{ ref('b') }} using (a) where false",
    })
    const result = await buildProject(warehouse, project, { select: ['a'] })
    expect(result.nodes.map(({ name, because }) => [name, because])).toEqual([
      ['a', undefined],
      ['both', 'b has not been built'],
    ])
  })

  it('stops between nodes when interrupted; what was built is kept and written down', async () => {
    const project = await projectOf({ 'models/a.sql': 'select 1 as a', 'models/b.sql': 'select 2 as b' })
    const controller = new AbortController()
    const building = buildProject(
      warehouse,
      project,
      {
        onNode: () => {
          controller.abort()
        },
      },
      { ...silentEffects, signal: controller.signal },
    )
    await expect(building).rejects.toMatchObject({ code: 'CXK9130' })
    expect(await warehouse.rows('select node, status from meta.model_runs')).toEqual([{ node: 'a', status: 'built' }])
    expect(await warehouse.rows('select * from a')).toEqual([{ a: 1 }])
  })

  it('writes down every node with what it is made of', async () => {
    await buildProject(
      warehouse,
      await projectOf({ 'models/a.sql': "{{ config(materialized='table') }} select 1 as a" }),
    )
    expect(
      await warehouse.rows(
        "select node, kind, status, row_count, fingerprint.regexp_matches('^\\w{64} from \\w{64}$') as is_told from meta.model_runs",
      ),
    ).toEqual([{ node: 'a', kind: 'model', status: 'built', row_count: 1, is_told: true }])
  })
})
