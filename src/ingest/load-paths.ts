import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import { quotedString, type Warehouse } from '../warehouse/index.js'
import { toBatches, toTransactions } from './batches.js'
import { discoverFiles, type SourceFile } from './discover.js'
import { examineFile } from './examine.js'
import type { Item } from './item.js'
import { explainJsonFile } from './json-error.js'
import { landBatches, type Landed } from './land-batches.js'
import type { LandingIds } from './land-records.js'
import { finishLoad, knownHashes, startLoad } from './ledger.js'
import { toLoadResult, type LoadedFile, type LoadResult } from './load-result.js'
import { loadWhole, UnreadableFiles, type Refusals } from './load-whole.js'
import { ReadFailure } from './read-files.js'
import { requireFewRejects, type RejectLimit } from './reject-limit.js'
import { createSchema } from './schema.js'

export interface LoadOptions {
  /** The organisation whose exports these are; '' where there is only one. */
  readonly org: string
  /** As much content is landed at once, in bytes: memory against speed. */
  readonly stepBytes?: number
  /** What DuckDB may hold in memory meanwhile; beyond it, it writes to disk. */
  readonly memoryLimit?: string
  /** More rejects than these fail the load as a whole, and nothing of it stays. */
  readonly maxRejects?: RejectLimit
}

const STEP_BYTES = 96 << 20
const MEMORY_LIMIT = '1600MB'

/**
 * Lands the exports that the paths name: files, folders and patterns. What cannot be loaded is refused file by file and
 * does not stop the others; what was landed before is skipped.
 *
 * @throws CxkpiError CXK3001 (there is nothing to read), CXK2001 (the database is of another version), CXK9130 (interrupted:
 * whole files that were landed stay), CXK3003 (more rejects than allowed; nothing of the load stays)
 */
export async function loadPaths(
  warehouse: Warehouse,
  paths: readonly string[],
  options: LoadOptions,
  effects: Effects = silentEffects,
): Promise<LoadResult> {
  const startedMs = effects.nowMs()
  const files = await discoverFiles(paths)
  await createSchema(warehouse, startedMs)
  const ids = { org: options.org, stepBytes: options.stepBytes ?? STEP_BYTES }
  const { maxRejects } = options
  return withMemoryLimit(warehouse, options.memoryLimit ?? MEMORY_LIMIT, () => {
    if (maxRejects === undefined) return loadFiles(warehouse, files, { ids, startedMs }, effects)
    return loadWhole(
      warehouse,
      async (refusals) => {
        const result = await loadFiles(warehouse, files, { ids, startedMs, refusals }, effects)
        await requireFewRejects(warehouse, result, maxRejects)
        return result
      },
      (item) => landBatches(warehouse, [[item]], { ...ids, loadId: 0 }, effects),
    )
  })
}

async function withMemoryLimit<T>(warehouse: Warehouse, limit: string, work: () => Promise<T>): Promise<T> {
  const [before] = await warehouse.rows("select current_setting('memory_limit') as memory_limit")
  try {
    await setMemoryLimit(warehouse, limit)
    return await work()
  } finally {
    await setMemoryLimit(warehouse, String(before?.memory_limit)).catch(() => undefined)
  }
}

interface Work {
  readonly ids: Omit<LandingIds, 'loadId'>
  readonly startedMs: number
  /** Where the load is one transaction: the files that are known not to parse. */
  readonly refusals?: Refusals
}

async function loadFiles(
  warehouse: Warehouse,
  files: readonly SourceFile[],
  { ids, startedMs, refusals }: Work,
  effects: Effects,
): Promise<LoadResult> {
  const loadId = await startLoad(warehouse, startedMs)
  const outcomes = new Map<string, LoadedFile>()
  try {
    const { items, copies } = await examineAll(warehouse, files, ids.org, outcomes, effects)
    const readable = items.filter(({ path }) => refusals?.has(path) !== true)
    for (const item of items) {
      const failure = refusals?.get(item.path)
      if (failure !== undefined) outcomes.set(item.path, outcome(item, 'refused', await unparsed(item, failure)))
    }
    await landAll(warehouse, readable, { ...ids, loadId, isWhole: refusals !== undefined }, outcomes, effects)
    for (const { file, original } of copies) outcomes.set(file.path, copyOutcome(file, outcomes.get(original)))
  } catch (error) {
    await finishLoad(warehouse, loadId, 'failed', effects.nowMs()).catch(() => undefined)
    throw error
  }
  await finishLoad(warehouse, loadId, 'done', effects.nowMs())
  const ordered = files.flatMap(({ path }) => outcomes.get(path) ?? [])
  return toLoadResult(loadId, ordered, (effects.nowMs() - startedMs) / 1000)
}

async function setMemoryLimit(warehouse: Warehouse, limit: string): Promise<void> {
  await warehouse.run(`set memory_limit = ${quotedString(limit)}`)
}

interface LandAllIds extends LandingIds {
  /** Whether all is one transaction, which does not survive a file that does not parse. */
  readonly isWhole: boolean
}

async function examineAll(
  warehouse: Warehouse,
  files: readonly SourceFile[],
  org: string,
  outcomes: Map<string, LoadedFile>,
  effects: Effects,
): Promise<{ items: Item[]; copies: Copy[] }> {
  const known = await knownHashes(warehouse, org)
  const firsts = new Map<string, string>() // hash → path, of this load
  const items: Item[] = []
  const copies: Copy[] = []
  const progress = new ByteProgress('reading', files, effects)
  for (const file of files) {
    throwIfInterrupted(effects)
    const item = await examineFile(file, effects.signal)
    if ('refusal' in item) {
      outcomes.set(file.path, outcome(file, 'refused', item.refusal))
    } else if (known.has(item.sha256)) {
      const before = known.get(item.sha256)!
      const message = before === file.path ? 'loaded before' : sameContent(before)
      outcomes.set(file.path, outcome(file, 'known', message))
    } else if (firsts.has(item.sha256)) {
      copies.push({ file, original: firsts.get(item.sha256)! })
    } else {
      firsts.set(item.sha256, file.path)
      items.push(item)
    }
    progress.add(file)
  }
  return { items, copies }
}

/** A file with the content of another one of the same load. */
interface Copy {
  readonly file: SourceFile
  readonly original: string
}

/** A copy is known where its original was landed, and refused where that was. */
function copyOutcome(file: SourceFile, original: LoadedFile | undefined): LoadedFile {
  if (original?.status === 'refused') return outcome(file, 'refused', original.message ?? '')
  return outcome(file, 'known', sameContent(original?.path ?? ''))
}

function sameContent(path: string): string {
  return `the same content as ${path}`
}

async function landAll(
  warehouse: Warehouse,
  items: readonly Item[],
  ids: LandAllIds,
  outcomes: Map<string, LoadedFile>,
  effects: Effects,
): Promise<void> {
  const progress = new ByteProgress('loading', items, effects)
  for (const batches of toTransactions(toBatches(items, ids.stepBytes))) {
    throwIfInterrupted(effects)
    const { landed, refused } = await landOrRefuse(warehouse, batches, ids, effects)
    for (const each of landed) outcomes.set(each.item.path, landedOutcome(each))
    for (const { item, reason } of refused) outcomes.set(item.path, outcome(item, 'refused', reason))
    for (const item of batches.flat()) progress.add(item)
  }
}

interface Refused {
  readonly item: Item
  readonly reason: string
}

/** Lands files; where one of them does not parse, lands fewer at a time, so that only that one is refused. */
async function landOrRefuse(
  warehouse: Warehouse,
  batches: readonly (readonly Item[])[],
  ids: LandAllIds,
  effects: Effects,
): Promise<{ landed: Landed[]; refused: Refused[] }> {
  try {
    return { landed: await landBatches(warehouse, batches, ids, effects), refused: [] }
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error
    const items = batches.flat()
    if (ids.isWhole) throw new UnreadableFiles(items)
    if (items.length === 1)
      return { landed: [], refused: [{ item: items[0]!, reason: await unparsed(items[0]!, error) }] }
    const [first, second] = halves(batches)
    const before = await landOrRefuse(warehouse, first, ids, effects)
    const after = await landOrRefuse(warehouse, second, ids, effects)
    return { landed: [...before.landed, ...after.landed], refused: [...before.refused, ...after.refused] }
  }
}

async function unparsed(item: Item, failure: ReadFailure): Promise<string> {
  return `it does not parse as JSON: ${await explainJsonFile(item.path, item.compression, failure)}`
}

type Batches = readonly (readonly Item[])[]

function halves(batches: Batches): [Batches, Batches] {
  const only = batches[0]!
  if (batches.length > 1) {
    const middle = Math.ceil(batches.length / 2)
    return [batches.slice(0, middle), batches.slice(middle)]
  }
  const middle = Math.ceil(only.length / 2)
  return [[only.slice(0, middle)], [only.slice(middle)]]
}

function outcome(file: SourceFile, status: LoadedFile['status'], message: string): LoadedFile {
  return {
    path: file.path,
    status,
    sizeBytes: file.size,
    entities: {},
    duplicates: 0,
    rejects: 0,
    unknownFields: [],
    message,
  }
}

function landedOutcome({ item, parts, note }: Landed): LoadedFile {
  const message = note ?? (item.entity === undefined && item.format !== 'singer' ? 'it holds no record' : undefined)
  return {
    path: item.path,
    status: 'loaded',
    sizeBytes: item.size,
    format: item.format,
    compression: item.compression,
    ...(item.platform === undefined ? {} : { platform: item.platform.name }),
    entities: Object.fromEntries(
      parts.filter(({ entity }) => entity !== 'none').map(({ entity, rows }) => [entity, rows]),
    ),
    duplicates: parts.reduce((sum, { duplicates }) => sum + duplicates, 0),
    rejects: parts.reduce((sum, { rejects }) => sum + rejects, 0),
    unknownFields: item.unknownFields,
    ...(message === undefined ? {} : { message }),
  }
}

function throwIfInterrupted({ signal }: Effects): void {
  if (signal.aborted) throw new CxkpiError('CXK9130', 'interrupted')
}

/** Reports how much of the files' bytes are done. */
class ByteProgress {
  private doneBytes = 0
  private readonly totalBytes: number

  constructor(
    private readonly step: string,
    files: readonly SourceFile[],
    private readonly effects: Effects,
  ) {
    this.totalBytes = files.reduce((sum, { size }) => sum + size, 0)
    effects.progress(step, 0)
  }

  add({ size }: SourceFile): void {
    this.doneBytes += size
    this.effects.progress(this.step, this.totalBytes === 0 ? 1 : this.doneBytes / this.totalBytes)
  }
}
