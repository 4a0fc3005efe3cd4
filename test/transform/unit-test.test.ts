import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProject, type NodeResult } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { openWarehouse, projectOf } from './projects.js'

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
})
afterEach(() => {
  warehouse.close()
})

const MODELS = {
  'models/base.sql': "select 'a' as k, 1::bigint as n, timestamptz '2026-03-01 00:00:00+00' as seen_at, true as is_on",
  'models/sums.sql':
    "select k, sum(n)::bigint as total, max(seen_at) as last_at, {{ var('factor', 1) }} as factor from {{ ref('base') }} group by k",
}

/** The result of a unit test of `sums`, given YAML below `given` and `expect`. */
async function run(given: string, expected: string, more = ''): Promise<NodeResult> {
  const yaml = `unit_tests:\n  - name: t\n    model: sums\n    given:\n${given}\n    expect:\n${expected}\n${more}`
  const { nodes } = await buildProject(warehouse, await projectOf({ ...MODELS, 'models/t.yml': yaml }))
  return nodes.find(({ name }) => name === 't')!
}

const GIVEN = `      - input: ref('base')
        rows:
          - {k: a, n: 1, seen_at: '2026-03-01T10:00:00Z'}
          - {k: a, n: 2}
          - {k: b, n: null}`

describe('unit tests', () => {
  it('compare as bags over the columns that are expected, in any order', async () => {
    const result = await run(GIVEN, '      rows: [{k: b, total: null}, {total: 3, k: a}]')
    expect(result).toMatchObject({ status: 'pass', failures: 0 })
  })

  it('cast what is given and expected to the types of the columns', async () => {
    const result = await run(GIVEN, "      rows: [{k: b, last_at: null}, {k: a, last_at: '2026-03-01 11:00:00+01'}]")
    expect(result.status).toBe('pass')
  })

  it('show what differs, the actual beside the expected', async () => {
    const result = await run(GIVEN, '      rows: [{k: a, total: 4}, {k: b, total: null}]')
    expect(result).toMatchObject({ status: 'fail', failures: 2 })
    expect(result.message).toBe('2 rows differ\ndifference  k  total\n+ actual    a  3\n- expected  a  4')
  })

  it('count rows: two alike are not one', async () => {
    const result = await run(GIVEN, '      rows: [{k: a, total: 3}, {k: a, total: 3}, {k: b, total: null}]')
    expect(result.message).toContain('- expected  a  3')
  })

  it('take CSV, in which nothing is null', async () => {
    const given =
      '      - input: ref(\'base\')\n        format: csv\n        rows: |\n          k,n\n          a,1\n          "b, c",2\n          d,'
    const result = await run(given, '      rows: [{k: a, total: 1}, {k: "b, c", total: 2}, {k: d, total: null}]')
    expect(result.status).toBe('pass')
  })

  it('override variables and macros', async () => {
    const result = await run(
      GIVEN,
      '      rows: [{k: a, factor: 7}, {k: b, factor: 7}]',
      '    overrides: {vars: {factor: 7}}\n',
    )
    expect(result.status).toBe('pass')
  })

  it('name the columns there are when one is unknown', async () => {
    const result = await run("      - input: ref('base')\n        rows: [{key: a}]", '      rows: []')
    expect(result).toMatchObject({ status: 'error' })
    expect(result.message).toContain("the rows given for base name the column 'key', which does not exist")
    expect((await run(GIVEN, '      rows: [{totals: 1}]')).message).toContain(
      "name the column 'totals', which does not exist (did you mean 'total'?)",
    )
  })

  it('say which input they leave out', async () => {
    expect((await run('      []', '      rows: []')).message).toContain(
      "the unit test gives no rows for 'base', which sums reads",
    )
  })

  it('stop the model they fail on', async () => {
    const yaml = 'unit_tests:\n  - {name: t, model: base, given: [], expect: {rows: [{k: z}]}}\n'
    const { nodes } = await buildProject(warehouse, await projectOf({ ...MODELS, 'models/t.yml': yaml }))
    expect(nodes.map(({ name, status, because }) => [name, status, because])).toEqual([
      ['t', 'fail', undefined],
      ['base', 'skipped', 't failed'],
      ['sums', 'skipped', 't failed'],
    ])
  })

  it('are not run again while nothing they depend on changes', async () => {
    const expected = '      rows: [{k: b, total: null}, {k: a, total: 3}]'
    expect((await run(GIVEN, expected)).status).toBe('pass')
    expect((await run(GIVEN, expected)).status).toBe('reused')
    expect((await run(GIVEN, '      rows: [{k: b, total: null}, {k: a, total: 4}]')).status).toBe('fail')
  })
})
