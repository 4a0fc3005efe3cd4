import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProject, type BuildOptions, type NodeResult } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { FIXTURE_PROJECT, openWarehouse, projectOf } from './projects.js'

const FILES = {
  'dbt_project.yml': 'name: little\nvars: {tests_by_row: [assert_queues_are_told]}\n',
  'tests/assert_queues_are_told.sql':
    "with calls as (select * from {{ ref('calls') }}) select conversation_id from calls where queue_id is null",
  'models/schema.yml': `
sources:
  - name: raw
    schema: raw
    tables: [{name: calls}]
models:
  - name: calls
    columns:
      - {name: queue_id, data_tests: [not_null, {accepted_values: {arguments: {values: [qA, qB]}}}]}
      - name: last_load_id
        data_tests: [{accepted_values: {name: first_of_a, arguments: {values: [1], quote: false}, config: {severity: warn, where: "queue_id = 'qA'"}}}]
      - {name: conversation_id, data_tests: [unique]}
  - name: counts
    columns: [{name: n, data_tests: [not_null]}]
`,
  'models/calls.sql': "select conversation_id, queue_id, load_id as last_load_id from {{ source('raw', 'calls') }}",
  'models/counts.sql': "{{ config(materialized='table') }} select nullif(count(*), 3) as n from {{ ref('calls') }}",
}

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
  await addCall('c1', 'qA', 1)
  await build()
})
afterEach(() => {
  warehouse.close()
})

async function addCall(id: string, queue: string | null, loadId: number): Promise<void> {
  await warehouse.run(`insert into raw.calls values ('genesys', $id, $queue, null, null, $load)`, {
    id,
    queue,
    load: loadId,
  })
}

async function build(options: BuildOptions = {}): Promise<Record<string, NodeResult['status']>> {
  const { nodes } = await buildProject(warehouse, await projectOf(FILES), options)
  return Object.fromEntries(nodes.filter(({ kind }) => kind === 'test').map(({ name, status }) => [name, status]))
}

describe('a test that passed', () => {
  it('reads only what was loaded since', async () => {
    await warehouse.run('update raw.calls set queue_id = null')
    await addCall('c2', 'qB', 2)
    expect(await build()).toMatchObject({ not_null_calls_queue_id: 'pass', assert_queues_are_told: 'pass' })
    expect(await build({ fullRefresh: true })).toMatchObject({
      not_null_calls_queue_id: 'fail',
      assert_queues_are_told: 'fail',
    })
  })

  it('reads of that only what it is asked to', async () => {
    await addCall('c2', 'qB', 2)
    expect(await build()).toMatchObject({ first_of_a: 'pass' })
    await addCall('c3', 'qA', 3)
    expect(await build()).toMatchObject({ first_of_a: 'warn' })
  })

  it('finds what is wrong in a later load, and goes on finding it', async () => {
    await addCall('c2', null, 2)
    await addCall('c3', 'qX', 2)
    const wrong = {
      not_null_calls_queue_id: 'fail',
      assert_queues_are_told: 'fail',
      accepted_values_calls_queue_id__qA__qB: 'fail',
    }
    expect(await build()).toMatchObject(wrong)
    await addCall('c4', 'qA', 3)
    expect(await build()).toMatchObject(wrong)
    await warehouse.run("update raw.calls set queue_id = 'qA', load_id = 4 where conversation_id in ('c2', 'c3')")
    expect(await build()).toMatchObject({
      not_null_calls_queue_id: 'pass',
      accepted_values_calls_queue_id__qA__qB: 'pass',
    })
  })

  it('sees that a new row is one that was there before', async () => {
    await addCall('c1', 'qA', 2)
    expect(await build()).toMatchObject({ unique_calls_conversation_id: 'fail' })
  })

  it('reads everything where nothing says which rows changed', async () => {
    await addCall('c2', 'qA', 2)
    expect(await build()).toMatchObject({ not_null_counts_n: 'pass' })
    await addCall('c3', 'qA', 2)
    expect(await build()).toMatchObject({ not_null_counts_n: 'fail' })
  })

  it('reads everything after a build of a selection, which may have read what was stale', async () => {
    await addCall('c2', 'qA', 2)
    await build({ select: ['calls'] })
    await warehouse.run("update raw.calls set queue_id = null where conversation_id = 'c1'")
    await addCall('c3', 'qA', 3)
    expect(await build()).toMatchObject({ not_null_calls_queue_id: 'fail' })
  })

  it('looks for what a row refers to among the rows that were replaced with it', async () => {
    const incremental = (rows: string): string => `
      {{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='conversation_id') }}
      with calls as (
          select * from {{ ref('calls') }} where ${rows}
          {% if is_incremental() %}and last_load_id > (select max(last_load_id) from {{ this }}){% endif %}
      ),
      {% if is_incremental() %}touched as (select conversation_id from calls),{% endif %}
      final as (select * from calls)
      select * from final`
    const files = {
      ...FILES,
      'models/conversations.sql': incremental("queue_id <> 'qB'"),
      'models/legs.sql': incremental('true'),
      'models/legs.yml': `
models:
  - name: legs
    columns:
      - name: conversation_id
        data_tests:
          - relationships: {name: legs_have_conversations, arguments: {to: ref('conversations'), field: conversation_id}}
`,
      'macros/replace_touched.sql': await readFile(join(FIXTURE_PROJECT, 'macros', 'replace_touched.sql'), 'utf8'),
    }
    const tested = async (): Promise<unknown> => {
      const { nodes } = await buildProject(warehouse, await projectOf(files), { select: [] })
      return nodes.find(({ name }) => name === 'legs_have_conversations')?.status
    }
    expect(await tested()).toBe('pass')
    await warehouse.run("update conversations set conversation_id = 'another'")
    await addCall('c2', 'qA', 2)
    expect(await tested()).toBe('pass')
    await addCall('c3', 'qB', 3)
    expect(await tested()).toBe('fail')
  })
})
