import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordFindings, type TestedRule } from '../../src/findings/index.js'
import type { Row } from '../../src/result.js'
import { Warehouse } from '../../src/warehouse/index.js'

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await Warehouse.open(':memory:', { access: 'write' })
  await warehouse.run(await readFile(join(import.meta.dirname, '..', '..', 'sql', 'landing', 'schema.sql'), 'utf8'))
})
afterEach(() => {
  warehouse.close()
})

type Test = TestedRule['test']

function rule(name: string, rows: Row[], more: Partial<Test> = {}, failures = rows.length): TestedRule {
  return { test: { name, severity: 'error', description: '', meta: {}, refs: ['m'], ...more }, rows, failures }
}

let runs = 0

async function record(outcomes: TestedRule[], rules = outcomes.map(({ test }) => test.name)): Promise<unknown> {
  runs += 1
  return recordFindings(warehouse, { runId: `run ${runs}`, outcomes, rules }, { nowMs: () => runs * 1000 })
}

async function found(columns = 'rule, record_key, status'): Promise<unknown[]> {
  return (await warehouse.rows(`select ${columns} from meta.findings order by rule, record_key`)).map((row) =>
    Object.values(row),
  )
}

describe('recordFindings', () => {
  it('knows a finding again: new, then standing, then resolved, and new when it comes back', async () => {
    const bad = rule('r', [{ record_key: 'c1' }, { record_key: 'c2' }])
    expect(await record([bad])).toEqual({ new: 2, standing: 0, resolved: 0 })
    expect(await record([bad])).toEqual({ new: 0, standing: 2, resolved: 0 })
    expect(await record([rule('r', [{ record_key: 'c2' }])])).toEqual({ new: 0, standing: 1, resolved: 1 })
    expect(await found()).toEqual([
      ['r', 'c1', 'resolved'],
      ['r', 'c2', 'standing'],
    ])
    expect(await record([bad])).toEqual({ new: 1, standing: 1, resolved: 0 })
  })

  it('keeps when it was first seen, and updates what was observed', async () => {
    await record([rule('r', [{ record_key: 'c1', observed: -5, expected: 'at least 0' }])])
    const before = await warehouse.rows('select first_seen_at, last_seen_at from meta.findings')
    await record([rule('r', [{ record_key: 'c1', observed: -7, expected: 'at least 0' }])])
    const [after] = await warehouse.rows('select first_seen_at, last_seen_at, observed, expected from meta.findings')
    expect(after?.['first_seen_at']).toBe(before[0]?.['first_seen_at'])
    expect(after).toMatchObject({ observed: '-7', expected: 'at least 0' })
    expect(String(after?.['last_seen_at']) > String(before[0]?.['last_seen_at'])).toBe(true)
  })

  it('leaves alone what rules found that did not run', async () => {
    await record([rule('a', [{ record_key: 'x' }]), rule('b', [{ record_key: 'y' }])])
    await record([rule('a', [])], ['a', 'b'])
    expect(await found()).toEqual([
      ['a', 'x', 'resolved'],
      ['b', 'y', 'new'],
    ])
  })

  it('resolves what a rule found that is gone from the project', async () => {
    await record([rule('a', [{ record_key: 'x' }])])
    await record([], ['b'])
    expect(await found()).toEqual([['a', 'x', 'resolved']])
  })

  it('resolves nothing of a rule that found more rows than are kept', async () => {
    await record([rule('a', [{ record_key: 'x' }])])
    await record([rule('a', [{ record_key: 'y' }], {}, 2000)])
    expect(await found()).toEqual([
      ['a', 'x', 'new'],
      ['a', 'y', 'new'],
    ])
  })

  it('leads back to the file and line where the row says so', async () => {
    await record([rule('a', [{ record_key: 'x', file_id: 3, file_row: 17 }])])
    expect(await found('file_id, file_row')).toEqual([[3, 17]])
  })

  it("says of dbt's own tests what was observed and what was expected", async () => {
    const on = { on: 'm', column: 'c' }
    await record([
      rule('unique', [{ unique_field: 'k', n_records: 3 }], { ...on, generic: { name: 'unique', arguments: {} } }),
      rule('values', [{ value_field: 'z', n_records: 1 }], {
        ...on,
        generic: { name: 'accepted_values', arguments: { values: ['x', 'y'] } },
      }),
      rule('parent', [{ from_field: 'q9' }], {
        ...on,
        generic: { name: 'relationships', arguments: { to: "ref('queues')", field: 'queue_id' } },
      }),
      rule('there', [{ platform: 'genesys', conversation_id: 'c1', load_id: 2, c: null }], {
        ...on,
        generic: { name: 'not_null', arguments: {} },
      }),
    ])
    expect(await found('rule, model, record_key, observed, expected')).toEqual([
      ['parent', 'm', 'q9', 'q9', 'queue_id of queues'],
      ['there', 'm', 'platform=genesys conversation_id=c1', null, 'a value in c'],
      ['unique', 'm', 'k', '3 rows', 'one row'],
      ['values', 'm', 'z', 'z', 'one of x, y'],
    ])
  })

  it('takes a warning for information where its meta says so', async () => {
    await record([
      rule('a', [{ record_key: 'x' }], { severity: 'warn', meta: { severity: 'info' } }),
      rule('b', [{ record_key: 'x' }], { severity: 'warn' }),
    ])
    expect(await found('rule, severity')).toEqual([
      ['a', 'info'],
      ['b', 'warn'],
    ])
  })

  it('keeps quotes in what it writes down', async () => {
    await record([rule('a', [{ record_key: "o'neill", observed: '"' }])])
    expect(await found('record_key, observed')).toEqual([["o'neill", '"']])
  })
})
