import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPaths, type LoadedFile } from '../../src/ingest/index.js'
import { Warehouse } from '../../src/warehouse/index.js'

const others = '../shared/samples/flex'

async function loaded(folder: string): Promise<Map<string, LoadedFile>> {
  const warehouse = await Warehouse.open(':memory:', { access: 'write' })
  const { files } = await loadPaths(warehouse, [folder], { org: '' })
  warehouse.close()
  return new Map(files.map((file) => [basename(file.path), file]))
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

  it.each([
    ['synthetic_event_streams_batch.json', { stream_events: 38 }],
    ['synthetic_events_api_page.json', { events: 37 }],
    ['synthetic_webhook_requests.ndjson', { callback_requests: 37 }],
    ['oai_event_fetch.json', { events: 1 }],
    ['oai_events_list.json', { events: 1 }],
    ['oai_workers_list.json', { workers: 1 }],
    ['oai_task_queues_list.json', { task_queues: 1 }],
    ['oai_activities_list.json', { activities: 1 }],
  ])('%s loads as what it is', (name, entities) => {
    expect(files.get(name)).toMatchObject({ status: 'loaded', platform: 'flex', entities, rejects: 0 })
    expect(files.get(name)?.unknownFields).toEqual([])
  })

  it('refuses everything else with a sentence of its own, not as something unknown', () => {
    const refused = [...files.values()].filter(({ status }) => status !== 'loaded')
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 'refused'))
    expect(refused.filter(({ message }) => /of no kind/.test(message ?? ''))).toEqual([])
    expect(files.get('oai_tasks_list.json')?.message).toMatch(/tasks as they stand.*export TaskRouter events/)
    expect(files.get('oai_worker_statistics.json')?.message).toMatch(/statistics/)
  })
})
