import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProject, type BuildOptions } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { linesOf, openWarehouse, projectOf } from './projects.js'

const FILES = {
  'models/sources.yml': `
sources:
  - name: raw
    schema: raw
    tables: [{name: calls}, {name: names}, {name: notes}]
models:
  - name: call_counts
    columns: [{name: n, data_tests: [not_null]}]
  - name: joined
    columns: [{name: name, data_tests: [{not_null: {config: {severity: warn}}}]}]
`,
  'models/calls.sql': "select * from {{ source('raw', 'calls') }}",
  'models/call_counts.sql': "{{ config(materialized='table') }} select count(*) as n from {{ ref('calls') }}",
  'models/names.sql': "{{ config(materialized='table') }} select name from {{ source('raw', 'names') }}",
  'models/joined.sql':
    "{{ config(materialized='table') }} select n, name from {{ ref('call_counts') }} cross join {{ ref('names') }}",
}

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
  await warehouse.run(
    `create table raw.names (name varchar, load_id integer);
     create table raw.notes (note varchar);
     insert into raw.names values ('a', 1);`,
  )
  await addCall(1)
  await build()
})
afterEach(() => {
  warehouse.close()
})

async function addCall(loadId: number): Promise<void> {
  await warehouse.run(`insert into raw.calls values ('genesys', 'c', 'q', null, null, ${loadId})`)
}

async function build(options: BuildOptions = {}, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return linesOf(await buildProject(warehouse, await projectOf({ ...FILES, ...files }), options))
}

describe('a build after another', () => {
  it('leaves everything as it is where nothing was loaded', async () => {
    expect(await build()).toEqual([
      'model calls reused',
      'model call_counts reused',
      'test not_null_call_counts_n reused',
      'model names reused',
      'model joined reused',
      'test not_null_joined_name reused',
    ])
  })

  it('builds and tests what reads a table into which something was loaded', async () => {
    await addCall(2)
    expect(await build()).toEqual([
      'model calls reused',
      'model call_counts built',
      'test not_null_call_counts_n pass',
      'model names reused',
      'model joined built',
      'test not_null_joined_name pass',
    ])
    expect(await warehouse.rows('select * from joined')).toEqual([{ n: 2, name: 'a' }])
  })

  it('sees rows that were deleted', async () => {
    await warehouse.run('delete from raw.names')
    expect(await build({ select: ['joined+', 'names'], tests: false })).toEqual([
      'model names built',
      'model joined built',
    ])
  })

  it('builds a table on what was stale when it was selected alone', async () => {
    await addCall(2)
    expect(await build({ select: ['joined'], tests: false })).toEqual(['model joined reused'])
    await build({ select: ['call_counts'], tests: false })
    expect(await build({ select: ['joined'], tests: false })).toEqual(['model joined built'])
    expect(await warehouse.rows('select n from joined')).toEqual([{ n: 2 }])
  })

  it('leaves what reads a table that came out as it was', async () => {
    const files = {
      'models/platforms.sql': "{{ config(materialized='table') }} select distinct platform from {{ ref('calls') }}",
      'models/greetings.sql':
        "{{ config(materialized='table') }} select 'hello ' || platform as text from {{ ref('platforms') }}",
    }
    const greetings = async (): Promise<string[]> => build({ select: ['platforms', 'greetings'] }, files)
    await build({}, files)
    await addCall(2)
    expect(await greetings()).toEqual(['model platforms built', 'model greetings reused'])
    expect(await greetings()).toEqual(['model platforms reused', 'model greetings reused'])
    await warehouse.run("insert into raw.calls values ('flex', 'c', 'q', null, null, 3)")
    expect(await greetings()).toEqual(['model platforms built', 'model greetings built'])
    expect(await warehouse.rows('select text from greetings order by 1')).toEqual([
      { text: 'hello flex' },
      { text: 'hello genesys' },
    ])
  })

  it('builds everything on demand', async () => {
    const lines = await build({ fullRefresh: true })
    expect(lines.filter((line) => line.endsWith('reused'))).toEqual([])
  })

  it('runs a test again that did not pass, and says so again', async () => {
    await warehouse.run('insert into raw.names values (null, 2)')
    expect(await build()).toContain('test not_null_joined_name warn')
    expect(await build()).toContain('test not_null_joined_name warn')
  })

  it('builds what reads a table of which nobody knows how much was loaded into it', async () => {
    const files = {
      'models/declared.sql': "{{ config(materialized='table') }} select * from {{ source('raw', 'notes') }}",
      'models/undeclared.sql': "{{ config(materialized='table') }} select * from raw.calls",
    }
    await build({}, files)
    const lines = await build({}, files)
    expect(lines.filter((line) => line.endsWith('built'))).toEqual(['model declared built', 'model undeclared built'])
  })

  it('does not build what a failed test stands above, while it builds something else', async () => {
    await addCall(2)
    await warehouse.run("insert into raw.names values ('b', 2)")
    const nothing = { 'models/call_counts.sql': "select max(wait_ms) as n from {{ ref('calls') }}" }
    expect(await build({}, nothing)).toEqual([
      'model calls reused',
      'model call_counts built',
      'test not_null_call_counts_n fail',
      'model names built',
      'model joined skipped',
      'test not_null_joined_name skipped',
    ])
  })
})
