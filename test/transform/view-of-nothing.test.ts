import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProject, type BuildOptions } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { linesOf, openWarehouse, projectOf } from './projects.js'

const FILES = {
  'models/sources.yml': 'sources: [{name: raw, schema: raw, tables: [{name: calls}, {name: chats}]}]',
  'models/calls.sql': "select conversation_id, cast(wait_ms as bigint) as wait_ms from {{ source('raw', 'calls') }}",
  'models/long_calls.sql': "select *, now() as seen_at from {{ ref('calls') }} where wait_ms > 10",
  'models/call_count.sql': "select count(*) as n from {{ ref('calls') }}",
  'models/queues.sql': "{{ config(materialized='table') }} select 'q' as queue_id",
  'models/calls_of_queues.yml': 'models: [{name: calls_of_queues, config: {meta: {rows_of: calls}}}]',
  'models/calls_of_queues.sql': "select * from {{ ref('calls') }} cross join {{ ref('queues') }}",
  'models/waits.sql': "{{ config(materialized='table') }} select conversation_id, wait_ms from {{ ref('long_calls') }}",
}

let warehouse: Warehouse

beforeEach(async () => {
  warehouse = await openWarehouse()
  await warehouse.run('create table raw.chats (chat_id varchar, load_id integer)')
  await build()
})
afterEach(() => {
  warehouse.close()
})

async function build(options: BuildOptions = {}): Promise<string[]> {
  return linesOf(await buildProject(warehouse, await projectOf(FILES), options))
}

async function addCall(): Promise<void> {
  await warehouse.run("insert into raw.calls values ('genesys', 'c1', 'q', null, '20', 1)")
}

async function readsRaw(view: string): Promise<boolean> {
  const [row] = await warehouse.rows(
    "select sql ilike '% from %' as reads from duckdb_views() where view_name = $view",
    {
      view,
    },
  )
  return row?.['reads'] === true
}

describe('a view of sources into which nothing was loaded', () => {
  it('reads nothing, and has the columns that it would have', async () => {
    expect(await readsRaw('long_calls')).toBe(false)
    expect(await warehouse.rows('select column_name, column_type from (describe long_calls)')).toEqual([
      { column_name: 'conversation_id', column_type: 'VARCHAR' },
      { column_name: 'wait_ms', column_type: 'BIGINT' },
      { column_name: 'seen_at', column_type: 'TIMESTAMP WITH TIME ZONE' },
    ])
    expect(await warehouse.rows('select * from long_calls')).toEqual([])
  })

  it('reads nothing either where it says of which of them it has its rows, whatever it joins to those', async () => {
    expect(await readsRaw('calls_of_queues')).toBe(false)
    await addCall()
    await build()
    expect(await warehouse.rows('select conversation_id, queue_id from calls_of_queues')).toEqual([
      { conversation_id: 'c1', queue_id: 'q' },
    ])
  })

  it('stays as it is while nothing comes', async () => {
    expect((await build()).filter((line) => line.endsWith('built'))).toEqual([])
  })

  it('reads what was loaded since, and so does what reads it', async () => {
    await addCall()
    await build()
    expect(await readsRaw('long_calls')).toBe(true)
    expect(await warehouse.rows('select * from waits')).toEqual([{ conversation_id: 'c1', wait_ms: 20 }])
    expect((await build()).filter((line) => line.endsWith('built'))).toEqual([])
  })

  it('is built with a selection that reads it', async () => {
    await addCall()
    expect(await build({ select: ['waits'] })).toEqual([
      'model calls built',
      'model long_calls built',
      'model waits built',
    ])
    expect(await warehouse.rows('select * from waits')).toEqual([{ conversation_id: 'c1', wait_ms: 20 }])
  })

  it('is left as it was written where it has rows all the same', async () => {
    expect(await warehouse.rows('select n from call_count')).toEqual([{ n: 0 }])
    await addCall()
    await build({ select: ['waits'] })
    expect(await warehouse.rows('select n from call_count')).toEqual([{ n: 1 }])
  })
})
