import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { buildProject, hasFailed, loadProject } from '../../src/transform/index.js'
import { Warehouse, withWarehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { martHashes } from '../faults/store.js'
import { load } from './centre.js'

/** The rows of samples/flat, a row a queue leg: worked out by hand from kpi-definitions 2.4. */
describe('the flat table of a warehouse', () => {
  let warehouse: Warehouse

  beforeAll(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(warehouse, ['samples/flat'])
    const { nodes } = await buildProject(warehouse, await loadProject([bundledProject()], {}))
    expect(nodes.filter(({ status }) => status === 'error' || status === 'fail')).toEqual([])
  })

  afterAll(() => {
    warehouse.close()
  })

  it('counts every row with a queue as a leg of that queue, also a second one of the same conversation', async () => {
    expect(await warehouse.rows('select * from mrt_daily_queue_kpis')).toEqual([
      expect.objectContaining({
        platform: 'flat',
        queue_name: 'Billing',
        total_interactions: 5,
        offered_count: 6,
        answered_count: 3,
        abandoned_count: 2,
        other_count: 1,
        handled_count: 3,
        transferred_count: 2,
        held_count: 1,
        total_handle_seconds: 240,
        avg_handle_seconds: 80,
        p90_handle_seconds: 120,
        answer_rate_pct: 50,
        abandon_rate: 2 / 6,
      }),
    ])
  })

  it('leaves null what the rows do not say, and not 0', async () => {
    const [row] = await warehouse.rows('select * from mrt_daily_queue_kpis')
    for (const column of [
      'short_abandoned_count',
      'answered_in_target_count',
      'service_level_rate',
      'platform_service_level_rate',
      'total_answer_wait_seconds',
      'total_abandon_wait_seconds',
      'avg_speed_of_answer_seconds',
      'avg_abandon_wait_seconds',
      'max_wait_seconds',
    ]) {
      expect(row?.[column], column).toBeNull()
    }
    const [agent] = await warehouse.rows("select * from mrt_agent_scorecard where agent_id = 'u1' and channel = 'all'")
    expect(agent).toMatchObject({ alerted_count: null, not_responding_count: null, occupancy_rate: null })
  })

  it('credits each agent with the own row', async () => {
    expect(
      await warehouse.rows(
        `select agent_name, handled_count, non_queue_handled_count, total_handle_seconds, total_non_queue_handle_seconds
        from mrt_agent_scorecard where channel = 'all' order by 1`,
      ),
    ).toEqual([
      {
        agent_name: 'Ann',
        handled_count: 2,
        non_queue_handled_count: 0,
        total_handle_seconds: 180,
        total_non_queue_handle_seconds: 0,
      },
      {
        agent_name: 'Bob',
        handled_count: 1,
        non_queue_handled_count: 1,
        total_handle_seconds: 60,
        total_non_queue_handle_seconds: 80.5,
      },
    ])
  })
})

/** The same table as text and as typed columns, with what no duration can be. */
describe('the flat table of a warehouse, as CSV and as Parquet', () => {
  const folder = ownFolder()
  const csv = join(folder, 'rows.csv')
  const parquet = join(folder, 'rows.parquet')
  const bad = ['nan', 'inf', '-1'].map((seconds) => `bad-${seconds},2026-03-02T09:00:00Z,q1,u1,${seconds},false\n`)

  const built = async (path: string): Promise<Warehouse> => {
    const other = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await load(other, [path])
    const result = await buildProject(other, await loadProject([bundledProject()], { platforms: ['flat'] }), {
      tests: false,
    })
    expect(hasFailed(result)).toBe(false)
    return other
  }

  it('gives the same marts, and no time where the rows have none', async () => {
    writeFileSync(csv, `conversation_id,start_time,queue_id,agent_id,handle_seconds,abandoned\n${bad.join('')}`)
    await withWarehouse(':memory:', { access: 'write', threads: 1 }, (warehouse) =>
      warehouse.run(`copy (select * replace (handle_seconds::double as handle_seconds) from read_csv('${csv}')
        union all by name select * from read_csv('samples/flat/conversations.csv')) to '${parquet}' (format parquet);
        copy (from '${parquet}') to '${csv}'`),
    )
    const [text, typed] = [await built(csv), await built(parquet)]
    expect(await text.rows('select count(*)::integer as n from raw.flat_conversations')).toEqual([{ n: 10 }])
    expect(await typed.rows('select count(*)::integer as n from raw.flat_typed_conversations')).toEqual([{ n: 10 }])
    expect(await martHashes(typed)).toEqual(await martHashes(text))
    const faulty = "select conversation_id, handle_ms from stg_flat__rows where dq_flag = 'INVALID_DURATION' order by 1"
    expect(await typed.rows(faulty)).toEqual(
      ['bad--1', 'bad-inf', 'bad-nan'].map((id) => ({ conversation_id: id, handle_ms: null })),
    )
  })
})
