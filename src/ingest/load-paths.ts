import { silentEffects, type Effects } from '../effects.js'
import { loadMemory, machineMemory, quotedString, type Warehouse } from '../warehouse/index.js'
import type { SourceFile } from './discover.js'
import { examineFiles } from './examine-files.js'
import { landAll, unparsed } from './land-all.js'
import { landBatches } from './land-batches.js'
import type { LandingIds } from './record-source.js'
import { finishLoad, startLoad } from './ledger.js'
import { toLoadResult, type LoadedFile, type LoadResult } from './load-result.js'
import { withPersonalData, type PersonalData, type PersonalDataMode } from './personal-data.js'
import { loadWhole, type Refusals } from './load-whole.js'
import { copyOutcome, outcome } from './outcomes.js'
import { requireFewRejects, type RejectLimit } from './reject-limit.js'
import { findSources } from './sources.js'
import { withSpool } from './spool.js'
import { prepareSchema } from './upgrade.js'

export interface LoadOptions {
  /** The organisation whose exports these are; '' where there is only one. */
  readonly org: string
  /** The zone of wall times whose file names none; without it such files are refused. */
  readonly sourceTimezone?: string
  /** As much content is landed at once, in bytes: memory against speed. */
  readonly stepBytes?: number
  /** What DuckDB may hold in memory meanwhile, e.g. '2GB'; beyond it, it writes to disk. The machine decides where it is not given. */
  readonly memoryLimit?: string
  /** What becomes of personal data of customers; 'keep' where nothing is said. */
  readonly pii?: PersonalDataMode
  /** Plain addresses that stand for a withheld number: `pii: hash` leaves them as they are, so that they stay nobody's. */
  readonly withheldAddresses?: readonly string[]
  /** More rejects than these fail the load as a whole, and nothing of it stays. */
  readonly maxRejects?: RejectLimit
}

const STEP_BYTES = 96 << 20

/**
 * Lands the exports that the paths name: files, folders, patterns, and `-` for standard input. What cannot be loaded is refused file by file and
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
  const { maxRejects, sourceTimezone, pii = 'keep', withheldAddresses = [] } = options
  return withSpool(effects.signal, async (spool) => {
    const files = await findSources(paths, spool, effects)
    await prepareSchema(warehouse, effects)
    const load = (personalData: PersonalData): Promise<LoadResult> => {
      const ids = { org: options.org, stepBytes: options.stepBytes ?? STEP_BYTES, personalData }
      if (maxRejects === undefined) return loadFiles(warehouse, files, { ids, startedMs, sourceTimezone }, effects)
      return loadWhole(
        warehouse,
        async (refusals) => {
          const result = await loadFiles(warehouse, files, { ids, startedMs, sourceTimezone, refusals }, effects)
          await requireFewRejects(warehouse, result, maxRejects)
          return result
        },
        (item) => landBatches(warehouse, [[item]], { ...ids, loadId: 0, readsTyped: false }, effects),
      )
    }
    return withSettings(warehouse, options.memoryLimit ?? loadMemory(machineMemory()), () =>
      withPersonalData(warehouse, { mode: pii, withheldAddresses }, load),
    )
  })
}

/** Runs work with little kept in memory of what was written, and gives the settings back their values. */
async function withSettings<T>(warehouse: Warehouse, memoryLimit: string, work: () => Promise<T>): Promise<T> {
  const settings = { memory_limit: memoryLimit, write_buffer_row_group_count: '1' }
  const names = Object.keys(settings)
  const [before] = await warehouse.rows(
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  )
  const set = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const name of names) await warehouse.run(`set ${name} = ${quotedString(String(values[name]))}`)
  }
  try {
    await set(settings)
    return await work()
  } finally {
    await set(before ?? {}).catch(() => undefined)
  }
}

interface Work {
  readonly ids: Omit<LandingIds, 'loadId' | 'readsTyped'>
  readonly startedMs: number
  readonly sourceTimezone: string | undefined
  /** Where the load is one transaction: the files that are known not to parse. */
  readonly refusals?: Refusals
}

async function loadFiles(
  warehouse: Warehouse,
  files: readonly SourceFile[],
  { ids, startedMs, sourceTimezone, refusals }: Work,
  effects: Effects,
): Promise<LoadResult> {
  const loadId = await startLoad(warehouse, startedMs)
  const outcomes = new Map<string, LoadedFile>()
  try {
    const { items, copies } = await examineFiles(
      warehouse,
      files,
      { org: ids.org, session: ids.personalData.session, sourceTimezone },
      outcomes,
      effects,
    )
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
