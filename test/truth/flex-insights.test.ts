import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { loadPaths } from '../../src/ingest/index.js'
import type { Row } from '../../src/result.js'
import { buildProject, loadProject } from '../../src/transform/index.js'
import { Warehouse } from '../../src/warehouse/index.js'

const QUEUE_A = `WQ${'a'.padStart(32, '0')}`
const ZONE = 'America/New_York'
const SEGMENTS = 'samples/flex-insights'
const EVENTS = 'samples/flex'
const QUALITY = 'samples/flex-quality'

/** Worked example E of the definitions, but for the wait that is still open: Insights does not tell of it. */
const EXAMPLE = {
  total_interactions: 5,
  offered_count: 6,
  answered_count: 3,
  abandoned_count: 2,
  short_abandoned_count: 1,
  flow_out_count: 1,
  flow_out_voicemail_count: 1,
  open_count: 0,
  handled_count: 4,
  transferred_count: 2,
  answered_in_target_count: 2,
  service_level_rate: 0.4,
  platform_service_level_rate: 0.8,
  avg_speed_of_answer_seconds: 25,
  avg_abandon_wait_seconds: 16.5,
  max_wait_seconds: 90,
  total_handle_seconds: 320,
  total_talk_seconds: 270,
  total_hold_seconds: 20,
  avg_hold_when_held_seconds: 20,
  total_acw_seconds: 30,
  p90_handle_seconds: 118.5,
  talk_includes_hold: false,
}

const MARTS = ['mrt_daily_queue_kpis', 'mrt_agent_scorecard', 'dim_queues', 'dim_agents']

describe('segments of Flex Insights', () => {
  let warehouse: Warehouse
  let folder: string

  beforeEach(async () => {
    warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    folder = await mkdtemp(join(tmpdir(), 'cxkpi-insights-'))
  })

  afterEach(async () => {
    warehouse.close()
    await rm(folder, { recursive: true })
  })

  const build = async (tests: boolean) => {
    const targets = ['Queue A', QUEUE_A].map((queue) => ({ queue, channel: 'voice', seconds: 20 }))
    const { nodes } = await buildProject(
      warehouse,
      await loadProject([bundledProject()], { targets, source_zone: ZONE }),
      { tests },
    )
    return nodes.filter(({ status }) => status === 'error' || status === 'fail')
  }

  const loadAndBuild = async (...folders: string[]) => {
    for (const folder of folders) {
      await loadPaths(warehouse, [folder], { org: '', sourceTimezone: ZONE })
      expect(await build(folder === folders.at(-1))).toEqual([])
    }
  }

  /** The report with a wait 3 s longer, one 2 s, one not abandoned, and a talk of another agent. */
  const altered = async (): Promise<string> => {
    const text = await readFile(`${SEGMENTS}/segments.csv`, 'utf8')
    const changed = text
      .replace(/("seg-03".*?)"10.0"/, '$1"13.0"')
      .replace(/("seg-07".*?)"45.0"/, '$1"47.0"')
      .replace(/("seg-14".*?)"Yes","Short Queue"/, '$1"No",""')
      .replace(/("seg-06".*?)"E-1","Uma One"/, '$1"E-9","Nobody"')
    const path = join(folder, 'altered.csv')
    await writeFile(path, changed)
    return path
  }

  const differences = (): Promise<Row[]> =>
    warehouse.rows('select * from mrt_reconciliation order by began_at, computed_value, measure')

  const queueRows = (name: string): Promise<Row[]> =>
    warehouse.rows('select * from mrt_daily_queue_kpis where queue_name = $name', { name })

  const contents = async (): Promise<unknown> =>
    Promise.all(MARTS.map((mart) => warehouse.rows(`select * from ${mart} order by all`)))

  it('give worked example E with its holds, and queues by their names', async () => {
    await loadAndBuild(SEGMENTS)
    expect(await queueRows('Queue A')).toMatchObject([{ queue_id: 'Queue A', ...EXAMPLE }])
    const agents = await warehouse.rows("select * from mrt_agent_scorecard where agent_id = 'E-1' and channel = 'all'")
    expect(agents).toMatchObject([
      { agent_name: 'Uma One', alerted_count: 3, not_responding_count: 1, handled_count: 2, total_handle_seconds: 180 },
    ])
  })

  it('give way to events of the same conversations, whichever came first', async () => {
    await loadAndBuild(EVENTS)
    const alone = await contents()
    await loadAndBuild(SEGMENTS)
    expect(await contents()).toEqual(alone)
    warehouse.close()
    warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await loadAndBuild(SEGMENTS, EVENTS)
    expect(await contents()).toEqual(alone)
  })

  it('leave the conversation that they turn out not to belong to, whichever came first', async () => {
    const [header, ...lines] = (await readFile(`${SEGMENTS}/segments.csv`, 'utf8')).split('\r\n')
    const moved = lines
      .filter((line) => /^"seg-(06|14)"/.test(line))
      .map((line) => line.replaceAll(/"c[14]"/g, '"c9"').replaceAll(/"WT0+[14]"/g, '"WT9"'))
      .map((line) => line.replace(/^("seg-14".*)"",""(,"","")$/, '$1"0.0",""$2'))
    const path = join(folder, 'moved.csv')
    await writeFile(path, [header, ...moved].join('\r\n'))
    await loadAndBuild(SEGMENTS, path)
    const conversations = () =>
      warehouse.rows('select conversation_id, queue_leg_count, agent_leg_count from fct_conversations order by 1')
    const held = [await conversations(), await contents()]
    expect(held[0]).toEqual([
      { conversation_id: 'c1', queue_leg_count: 3, agent_leg_count: 2 },
      { conversation_id: 'c2', queue_leg_count: 1, agent_leg_count: 3 },
      { conversation_id: 'c3', queue_leg_count: 1, agent_leg_count: 1 },
      { conversation_id: 'c5', queue_leg_count: 1, agent_leg_count: 0 },
      { conversation_id: 'c9', queue_leg_count: 1, agent_leg_count: 1 },
    ])
    warehouse.close()
    warehouse = await Warehouse.open(':memory:', { access: 'write', threads: 1 })
    await loadPaths(warehouse, [path, SEGMENTS], { org: '', sourceTimezone: ZONE })
    await build(false)
    expect([await conversations(), await contents()]).toEqual(held)
  })

  it('belong to the queues and workers of the workspace once its listings are loaded', async () => {
    await loadAndBuild(SEGMENTS)
    await loadAndBuild(`${EVENTS}/task-queues.json`, `${EVENTS}/workers.json`)
    expect(await queueRows('Queue A')).toMatchObject([{ queue_id: QUEUE_A, ...EXAMPLE }])
    const names = await warehouse.rows('select agent_id, agent_name from dim_agents where not is_known')
    expect(names).toEqual([])
  })

  const evaluated = () =>
    warehouse.rows(
      `select conversation_id, agent_name from fct_evaluations left join dim_agents using (platform, org_id, agent_id)`,
    )

  it('say whom assessments judge, by events too, whichever came first', async () => {
    const scores = () =>
      warehouse.rows(
        `select agent_name, evaluation_count, evaluation_score_sum, avg_evaluation_score from mrt_agent_scorecard
        where evaluation_count > 0`,
      )
    const judged = [{ agent_name: 'Uma One', evaluation_count: 2, evaluation_score_sum: 140, avg_evaluation_score: 70 }]
    await loadAndBuild(QUALITY)
    expect(await scores()).toEqual([])
    await loadAndBuild(SEGMENTS)
    expect(await scores()).toEqual(judged)
    await loadAndBuild(EVENTS)
    expect(await scores()).toEqual(judged)
  })

  it('of the Insights API say it too, beside events: of which task, and which agent by name', async () => {
    const segment = { segment_id: 'seg-02', external_id: `WT${'1'.padStart(32, '0')}`, queue: 'Queue A' }
    const agent = { agent_id: '5d80ee80-0000-4000-8000-000000000001', agent_name: 'Uma One' }
    const path = join(folder, 'segments.json')
    await writeFile(
      path,
      JSON.stringify({ segments: [{ ...segment, ...agent, date: '2026-03-02T10:00:00Z' }], meta: {} }),
    )
    await loadAndBuild(EVENTS, QUALITY)
    expect(await evaluated()).not.toContainEqual({ conversation_id: 'c1', agent_name: 'Uma One' })
    await loadAndBuild(path)
    expect(await evaluated()).toContainEqual({ conversation_id: 'c1', agent_name: 'Uma One' })
  })

  it('leave an assessment without its answer set unscored, and say so', async () => {
    await loadAndBuild(SEGMENTS, `${QUALITY}/assessments.json`)
    expect(await warehouse.rows('select total_score, is_scored from fct_evaluations order by 1')).toEqual([
      { total_score: null, is_scored: false },
      { total_score: null, is_scored: false },
    ])
    const unknown = await warehouse.rows("select * from stg_flex__assessments where dq_flag = 'UNKNOWN_ANSWER'")
    expect(unknown).toHaveLength(6)
  })

  // Insights calls an alert missed whose caller hung up.
  const MISSED = { conversation_id: 'c3', measure: 'is_not_responding', computed_value: 0, reported_value: 1 }

  it('are reconciled with events leg by leg: what both tell alike is no difference', async () => {
    await loadAndBuild(EVENTS, SEGMENTS)
    expect(await differences()).toMatchObject([MISSED])
  })

  it('are reconciled where they differ by more than whole seconds explain, and where one of both lacks a leg', async () => {
    await loadAndBuild(EVENTS, await altered())
    expect(await differences()).toMatchObject([
      { conversation_id: 'c1', queue_name: 'Queue B', measure: 'wait_seconds', computed_value: 10, reported_value: 13 },
      { conversation_id: 'c1', agent_name: 'Nobody', measure: 'is_there', computed_value: 0, reported_value: 1 },
      { conversation_id: 'c1', agent_name: 'Uma One', measure: 'is_there', computed_value: 1, reported_value: 0 },
      MISSED,
      { conversation_id: 'c4', queue_name: 'Queue A', measure: 'is_abandoned', computed_value: 1, reported_value: 0 },
    ])
  })

  it('are reconciled with events conversation by conversation, where both tell of the hour', async () => {
    const lines = (await readFile(`${SEGMENTS}/segments.csv`, 'utf8')).trimEnd().split('\r\n')
    const path = join(folder, 'others.csv')
    const unknown = '"seg-99","WT99","c9","Queue","03/02/2026","18650","Queue B","Call","Inbound","Yes","Queue"'
    await writeFile(path, [...lines.filter((line) => !line.includes('"c2"')), unknown + ',""'.repeat(14)].join('\r\n'))
    await loadAndBuild(EVENTS, path)
    expect(await differences()).toMatchObject([
      { conversation_id: 'c2', subject: 'conversation', subject_name: 'Queue A', computed_value: 1, reported_value: 0 },
      MISSED,
      { conversation_id: 'c9', subject: 'conversation', subject_name: 'Queue B', computed_value: 0, reported_value: 1 },
    ])
  })

  it('are refused while nobody says in which zone their times are', async () => {
    const { files } = await loadPaths(warehouse, [SEGMENTS], { org: '' })
    expect(files).toMatchObject([{ status: 'refused', message: expect.stringContaining('source_timezone') as string }])
  })
})
