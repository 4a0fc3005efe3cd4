import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPaths, type LoadedFile } from '../../src/ingest/index.js'
import { Warehouse } from '../../src/warehouse/index.js'

const others = '../shared/samples/flex'

async function loaded(folder: string): Promise<Map<string, LoadedFile>> {
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  const { files } = await loadPaths(warehouse, [folder], { org: '', sourceTimezone: 'UTC' })
  warehouse.close()
  return new Map(files.map((file) => [basename(file.path), file]))
}

async function loadedText(text: string): Promise<LoadedFile | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'cxkpi-flex-'))
  writeFileSync(join(folder, 'report.csv'), text)
  const files = await loaded(folder)
  rmSync(folder, { recursive: true, force: true })
  return files.get('report.csv')
}

describe('the samples of Flex', () => {
  it.each([
    ['event-streams-batch.json', 'array', { stream_events: 21 }],
    ['events-page.json', 'envelope', { events: 22 }],
    ['callbacks.ndjson', 'ndjson', { callbacks: 5 }],
    ['callback-bodies.txt', 'forms', { callbacks: 6 }],
    ['workers.json', 'envelope', { workers: 4 }],
    ['task-queues.json', 'envelope', { task_queues: 2 }],
    ['activities.json', 'envelope', { activities: 3 }],
  ])('%s is read as %s of %o', async (name, format, entities) => {
    const file = (await loaded('samples/flex')).get(name)
    expect(file).toMatchObject({ status: 'loaded', platform: 'flex', format, entities, rejects: 0, unknownFields: [] })
  })
})

describe.skipIf(!existsSync(others))('exports of others', () => {
  let files: Map<string, LoadedFile>

  beforeAll(async () => {
    files = await loaded(others)
  })

  const LOADED: Record<string, Record<string, number>> = {
    'synthetic_event_streams_batch.json': { stream_events: 38 },
    'synthetic_events_api_page.json': { events: 37 },
    'synthetic_webhook_requests.ndjson': { callback_requests: 37 },
    'synthetic_flex_insights_export.csv': { insights_segments: 4 },
    'oai_event_fetch.json': { events: 1 },
    'oai_events_list.json': { events: 1 },
    'oai_workers_list.json': { workers: 1 },
    'oai_task_queues_list.json': { task_queues: 1 },
    'oai_activities_list.json': { activities: 1 },
    'oai_insights_answer_sets.json': { answer_sets: 1 },
    'oai_insights_assessment_create.json': { assessments: 1 },
    'oai_insights_assessments.json': { assessments: 1 },
    'oai_insights_questionnaires.json': { questionnaires: 2 },
    'oai_insights_questions.json': { questions: 1 },
    'oai_insights_segments.json': { api_segments: 1 },
    'oai_insights_segments_by_reservation.json': { api_segments: 1 },
  }

  const REFUSED: Record<string, RegExp> = {
    'SOURCES.md': /it is not JSON/,
    'doc_task_attributes_full.json': /the attributes of one task, not an event/,
    'doc_worker_attributes_full.json': /the attributes of one worker, not a worker/,
    'oai_insights_assessment_comments.json': /comments of quality assessments, which have no score/,
    'oai_insights_categories.json': /categories of Flex quality management/,
    'oai_insights_conversations.json': /conversations of the Flex Insights API, which lack queue and times/,
    'oai_insights_user_roles.json': /user roles of Flex Insights/,
    'oai_task_channels_list.json': /task channels.*every event names its channel/,
    'oai_task_fetch.json': /tasks as they stand.*export TaskRouter events/,
    'oai_task_reservations_list.json': /reservations as they stand.*export TaskRouter events/,
    'oai_taskqueue_cumulative_statistics.json': /cumulative statistics.*export TaskRouter events/,
    'oai_taskqueue_realtime_statistics.json': /statistics of one moment.*export TaskRouter events/,
    'oai_tasks_list.json': /tasks as they stand.*export TaskRouter events/,
    'oai_worker_channels_list.json': /the channels of workers.*export TaskRouter events/,
    'oai_worker_statistics.json': /statistics.*export TaskRouter events/,
    'oai_workers_cumulative_statistics.json': /cumulative statistics.*export TaskRouter events/,
    'oai_workflow_cumulative_statistics.json': /cumulative statistics.*export TaskRouter events/,
    'oai_workflow_fetch.json': /the configuration of workflows/,
    'oai_workspace_cumulative_statistics.json': /cumulative statistics.*export TaskRouter events/,
    'synthetic_signature_vectors.json': /test vectors of webhook signatures/,
  }

  it('are all told here: what loads, and what is refused', () => {
    expect([...files.keys()].sort()).toEqual([...Object.keys(LOADED), ...Object.keys(REFUSED)].sort())
  })

  it.each(Object.entries(LOADED))('%s loads as what it is', (name, entities) => {
    expect(files.get(name)).toMatchObject({ status: 'loaded', platform: 'flex', entities, rejects: 0 })
    expect(files.get(name)?.unknownFields).toEqual([])
  })

  it.each(Object.entries(REFUSED))('%s is refused with a sentence that says why', (name, sentence) => {
    expect(files.get(name)).toMatchObject({ status: 'refused', message: expect.stringMatching(sentence) as string })
  })
})

describe('a report of Flex Insights', () => {
  const HEADER = 'Conversation,Kind,Queue,Queue Time,Talk Time'

  it.each([
    ['without the column Segment', `${HEADER}\nc1,Queue,Support,12.0,\n`, /equal rows have become one: add 'Segment'/],
    ['without any time', 'Segment,Kind,Queue\ns1,Queue,Support\n', /without times: add one of Queue Time, Talk Time/],
  ])('%s is refused', async (_, text, sentence) => {
    expect(await loadedText(text)).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(sentence) as string,
    })
  })

  it('has its columns found whatever their case and spaces', async () => {
    const file = await loadedText(`segment,${HEADER.toUpperCase()},Campaign,My Metric\ns1,c1,Queue,Support,12.0,,x,1\n`)
    expect(file).toMatchObject({ status: 'loaded', entities: { insights_segments: 1 }, unknownFields: ['My Metric'] })
  })
})
