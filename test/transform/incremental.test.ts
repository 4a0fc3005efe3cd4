import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileModel } from '../../src/transform/compile.js'
import { buildProject, loadProject, type ModelNode, type Project } from '../../src/transform/index.js'
import type { Warehouse } from '../../src/warehouse/index.js'
import { FIXTURE_PROJECT, openWarehouse, projectOf } from './projects.js'

let warehouse: Warehouse
let project: Project

beforeEach(async () => {
  warehouse = await openWarehouse()
  project = await loadProject([FIXTURE_PROJECT], {})
  await insert(
    `('genesys', 'c1', 'q1', '2026-03-01 10:00:00', '5000', 1)`,
    `('genesys', 'c2', 'q2', '2026-03-01 11:00:00', '25000', 1)`,
  )
  await buildProject(warehouse, project)
})
afterEach(() => {
  warehouse.close()
})

async function insert(...rows: string[]): Promise<void> {
  await warehouse.run(`insert into raw.calls values ${rows.join(', ')}`)
}

async function waits(): Promise<unknown[]> {
  return (await warehouse.rows('select conversation_id, queue_id, load_id from fct_waits order by all')).map((row) =>
    Object.values(row),
  )
}

/** Marks the rows that a full rebuild would replace. */
async function mark(): Promise<void> {
  await warehouse.run('update fct_waits set wait_ms = 1')
}

async function marked(): Promise<unknown[]> {
  return (await warehouse.rows('select conversation_id from fct_waits where wait_ms = 1 order by 1')).map(
    (row) => row['conversation_id'],
  )
}

describe('replace_touched', () => {
  it('replaces the rows of what was touched and leaves the others', async () => {
    await mark()
    await insert(
      `('genesys', 'c2', 'q1', '2026-03-02 11:00:00', '9000', 2)`,
      `('flex', 'c3', 'q1', '2026-03-02 11:00:00', '9000', 2)`,
    )
    const result = await buildProject(warehouse, project)
    expect(await waits()).toEqual([
      ['c1', 'q1', 1],
      ['c2', 'q1', 2],
      ['c3', 'q1', 2],
    ])
    expect(await marked()).toEqual(['c1'])
    expect(result.nodes.find(({ name }) => name === 'fct_waits')?.rows).toBe(2)
  })

  it('does nothing when nothing was touched', async () => {
    await mark()
    await buildProject(warehouse, project)
    expect(await marked()).toEqual(['c1', 'c2'])
  })

  it('deletes what vanished: a touched key that the model yields no row for', async () => {
    const vanishing = await projectOf({
      'models/calls.sql': 'select * from raw.calls',
      'models/kept.sql': `
        {{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='conversation_id') }}
        with {% if is_incremental() %}touched as (
            select conversation_id from {{ ref('calls') }} where load_id > (select max(load_id) from {{ this }})
        ),{% endif %}
        final as (
            select conversation_id, max(load_id) as load_id
            from {{ ref('calls') }}
            {% if is_incremental() %}where conversation_id in (select conversation_id from touched){% endif %}
            group by conversation_id
            having not bool_or(queue_id = 'gone')
        )
        select * from final
      `,
      'macros/replace_touched.sql': await readFile(join(FIXTURE_PROJECT, 'macros', 'replace_touched.sql'), 'utf8'),
    })
    await buildProject(warehouse, vanishing)
    await insert(`('genesys', 'c2', 'gone', '2026-03-01 11:00:00', '0', 2)`)
    await buildProject(warehouse, vanishing)
    expect(await warehouse.rows('select * from kept')).toEqual([{ conversation_id: 'c1', load_id: 1 }])
  })

  it('rebuilds in full, with all below, when the SQL of something above changed', async () => {
    await mark()
    await buildProject(warehouse, await loadProject([FIXTURE_PROJECT], { platforms: ['genesys'] }))
    expect(await marked()).toEqual([])
  })

  it('rebuilds in full when a variable changes the model itself', async () => {
    await mark()
    await buildProject(warehouse, await loadProject([FIXTURE_PROJECT], { report_timezone: 'Asia/Tokyo' }))
    expect(await marked()).toEqual([])
  })

  it('rebuilds in full when what is above was rebuilt differently while this model was not selected', async () => {
    const other = await loadProject([FIXTURE_PROJECT], { platforms: ['genesys'] })
    await buildProject(warehouse, other, { select: ['stg_calls'] })
    await mark()
    await buildProject(warehouse, other)
    expect(await marked()).toEqual([])
  })

  it('rebuilds in full on demand', async () => {
    await mark()
    await buildProject(warehouse, project, { fullRefresh: true })
    expect(await marked()).toEqual([])
  })

  it('gives the same rows incrementally as in full', async () => {
    await insert(
      `('genesys', 'c2', 'q3', '2026-03-05 11:00:00', '1', 2)`,
      `('genesys', 'c4', 'q1', '2026-03-02 11:00:00', '9', 2)`,
    )
    await buildProject(warehouse, project)
    const incrementally = await waits()
    await buildProject(warehouse, project, { fullRefresh: true })
    expect(await waits()).toEqual(incrementally)
  })

  it('rebuilds in full what was selected while a table above it was not up to date', async () => {
    const platform = (name: string): string =>
      `{{ config(materialized='table') }} select conversation_id, load_id from {{ source('raw', 'calls') }} where platform = '${name}'`
    const selected = await projectOf({
      'models/sources.yml': 'sources: [{name: raw, schema: raw, tables: [{name: calls}]}]',
      'models/flex.sql': platform('flex'),
      'models/genesys.sql': platform('genesys'),
      'models/both.sql': `
        {{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='conversation_id') }}
        with calls as (select * from {{ ref('flex') }} union all select * from {{ ref('genesys') }}),
        {% if is_incremental() %}
        touched as (
            select conversation_id from calls where load_id > (select max(load_id) from {{ this }})
        ),
        {% endif %}
        final as (
            select * from calls
            {% if is_incremental() %}where conversation_id in (select conversation_id from touched){% endif %}
        )
        select * from final
      `,
      'macros/replace_touched.sql': await readFile(join(FIXTURE_PROJECT, 'macros', 'replace_touched.sql'), 'utf8'),
    })
    const ids = async (): Promise<unknown[]> =>
      (await warehouse.rows('select conversation_id from "both" order by 1')).map((row) => row['conversation_id'])
    await buildProject(warehouse, selected)
    await insert(`('flex', 'c3', 'q1', '2026-03-01 11:00:00', '0', 2)`)
    await insert(`('genesys', 'c4', 'q1', '2026-03-01 11:00:00', '0', 3)`)
    await buildProject(warehouse, selected, { select: ['genesys', 'both'] })
    await buildProject(warehouse, selected)
    expect(await ids()).toEqual(['c1', 'c2', 'c3', 'c4'])
  })

  it('makes anew what a table was made of that remembers, when that was made anew by itself', async () => {
    const incremental = (key: string): string =>
      `{{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='${key}') }}`
    const since = 'load_id > (select max(load_id) from {{ this }})'
    const remembering = await projectOf({
      'models/calls.sql':
        'select conversation_id, arg_max(queue_id, load_id) as queue_id, max(load_id) as load_id from raw.calls group by all',
      'models/queues_ever.sql': `
        ${incremental('conversation_id')}
        with {% if is_incremental() %}touched as (select conversation_id from {{ ref('calls') }} where ${since}),{% endif %}
        final as (
            select conversation_id, queue_id, load_id from {{ ref('calls') }}
            {% if is_incremental() %}
            where ${since}
            union
            select conversation_id, queue_id, 2 as load_id from {{ this }}
            where conversation_id in (select conversation_id from touched)
            {% endif %}
        )
        select * from final`,
      'models/call_counts.sql': `
        -- depends_on: {{ ref('queues_ever') }}
        ${incremental('queue_id')}
        with {% if is_incremental() %}touched as (select queue_id from {{ ref('queues_ever') }} where ${since}),{% endif %}
        final as (
            select queue_id, count(*) as n, max(load_id) as load_id from {{ ref('calls') }}
            {% if is_incremental() %}where queue_id in (select queue_id from touched){% endif %}
            group by queue_id
        )
        select * from final`,
      'macros/replace_touched.sql': await readFile(join(FIXTURE_PROJECT, 'macros', 'replace_touched.sql'), 'utf8'),
    })
    await buildProject(warehouse, remembering)
    await insert(`('genesys', 'c2', 'q1', '2026-03-01 11:00:00', '0', 2)`)
    await buildProject(warehouse, remembering, { select: ['queues_ever'], fullRefresh: true })
    await buildProject(warehouse, remembering)
    expect(await warehouse.rows('select queue_id, n from call_counts')).toEqual([{ queue_id: 'q1', n: 2 }])
  })

  it('says what form a model lacks', async () => {
    const files = {
      'models/a.sql': `{{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key='a') }} select count(*) as a from raw.calls`,
    }
    const wrong = await projectOf(files)
    await buildProject(warehouse, wrong)
    const { nodes } = await buildProject(warehouse, wrong)
    expect(nodes[0]).toMatchObject({ status: 'error' })
    expect(nodes[0]?.message).toContain(
      "an incremental model has a common table expression 'touched' and ends with 'select * from final'",
    )
  })
})

describe('an ephemeral model that an incremental one reads', () => {
  it('is not incremental itself, as in dbt', async () => {
    const form = "{% if is_incremental() %} 'incremental' {% else %} 'whole' {% endif %}"
    const little = await projectOf({
      'models/part.sql': `{{ config(materialized='ephemeral') }} select ${form} as part`,
      'models/fct.sql': `{{ config(materialized='incremental', incremental_strategy='replace_touched', unique_key=['part']) }}
        select part, ${form} as fct from {{ ref('part') }}`,
    })
    const fct = little.manifest.nodes.get('fct') as ModelNode
    const sql = compileModel(little, fct, { isIncremental: true })
    expect(await warehouse.rows(sql)).toEqual([{ part: 'whole', fct: 'incremental' }])
  })
})
