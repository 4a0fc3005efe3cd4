import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundledProject } from '../../src/config/index.js'
import { conversationsNamed, forgetConversations, loadPaths, relandPayloads } from '../../src/ingest/index.js'
import { simulate } from '../../src/simulate/index.js'
import { buildProject, hasFailed, loadProject, type Project } from '../../src/transform/index.js'
import { withWarehouse, type Warehouse } from '../../src/warehouse/index.js'
import { ownFolder } from '../cli/folder.js'
import { martHashes } from '../faults/store.js'

const folder = ownFolder()
/** Conversations by day, as pages and as Parquet of the same records with types; lookups and states beside them. */
const pages: string[] = []
const tables: string[] = []
const others: string[] = []
let project: Project
let expected: Record<string, string>

beforeAll(async () => {
  const outDir = join(folder, 'exports')
  await simulate({
    outDir,
    platform: 'genesys',
    conversations: 120,
    days: 3,
    startDate: '2026-10-30',
    timezone: 'America/New_York',
    seed: 8,
    noise: new Set(),
  })
  project = await loadProject([bundledProject()], { platforms: ['genesys'] })
  for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    ;(entry.parentPath.endsWith('conversations') ? pages : others).push(path)
  }
  pages.sort()
  await inMemory(async (warehouse) => {
    for (const [index, page] of pages.entries()) {
      tables.push(join(folder, `${index}.parquet`))
      await warehouse.run(
        `copy (select unnest(conversations, max_depth := 2) from read_json('${page}', map_inference_threshold = -1))
        to '${tables[index]!}' (format parquet)`,
      )
    }
  })
  expected = await inMemory(async (warehouse) => {
    await load(warehouse, [...others, ...pages])
    return marts(warehouse)
  })
})

async function inMemory<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return withWarehouse(':memory:', { access: 'write' }, work)
}

const load = (warehouse: Warehouse, paths: readonly string[]) => loadPaths(warehouse, paths, { org: '' })

async function marts(warehouse: Warehouse): Promise<Record<string, string>> {
  const result = await buildProject(warehouse, project, { fullRefresh: false, tests: false })
  if (hasFailed(result)) throw new Error(JSON.stringify(result.nodes.filter(({ status }) => status === 'error')))
  return martHashes(warehouse)
}

const countOf = async (warehouse: Warehouse, query: string): Promise<unknown> => {
  const [row] = await warehouse.rows(`select count(*)::integer as n from ${query}`)
  return row?.['n']
}

describe('conversations as nested Parquet', () => {
  it('give the marts of the pages that they were made of, loaded at once', () =>
    inMemory(async (warehouse) => {
      await load(warehouse, [...others, ...tables])
      expect(await countOf(warehouse, 'raw.genesys_conversations')).toBe(0)
      expect(await countOf(warehouse, 'raw.genesys_typed_conversations')).toBe(120)
      expect(await marts(warehouse)).toEqual(expected)
    }))

  it('give them day by day, with days that come as pages, twice, or as both', () =>
    inMemory(async (warehouse) => {
      await load(warehouse, [...others, tables[0]!])
      await marts(warehouse)
      await load(warehouse, [pages[1]!])
      await marts(warehouse)
      await load(warehouse, [...tables.slice(1), pages[2]!])
      expect(await marts(warehouse)).toEqual(expected)
    }))

  it('count no longer once their row was deleted from its table', () =>
    inMemory(async (warehouse) => {
      await load(warehouse, [...others, ...tables])
      await marts(warehouse)
      await warehouse.run(
        `insert into raw.genesys_typed_conversations select * replace (2 as load_id, 'delete' as op)
        from raw.genesys_typed_conversations where file_row > 1`,
      )
      const left = await marts(warehouse)
      const ofFirstRows = await inMemory(async (other) => {
        await load(other, [...others, ...tables])
        await other.run('delete from raw.genesys_typed_conversations where file_row > 1')
        return marts(other)
      })
      expect(left['mrt_daily_queue_kpis']).toEqual(ofFirstRows['mrt_daily_queue_kpis'])
      expect(left['mrt_daily_queue_kpis']).not.toEqual(expected['mrt_daily_queue_kpis'])
    }))

  it('are forgotten with all their parts, and stay as they are when texts are landed anew', () =>
    inMemory(async (warehouse) => {
      await load(warehouse, [...others, ...tables])
      const [row] = await warehouse.rows('select min("conversationId") as id from raw.genesys_typed_conversations')
      const keys = await conversationsNamed(warehouse, { conversation: String(row?.['id']) })
      expect(await forgetConversations(warehouse, keys, 0)).toEqual({ records: 1, rejects: 0 })
      const of = (view: string): string =>
        `raw.${view} anti join raw.genesys_typed_conversations using (file_id, file_row)`
      expect(await countOf(warehouse, of('genesys_typed_segments'))).toBe(0)
      await relandPayloads(warehouse)
      expect(await countOf(warehouse, 'raw.genesys_typed_conversations')).toBe(119)
    }))
})
