import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { toBatches, toTransactions, type BatchLimits } from './batches.js'
import { ByteProgress } from './byte-progress.js'
import { throwIfInterrupted } from './interrupt.js'
import type { Item } from './item.js'
import { explainJsonFile } from './json-error.js'
import { landBatches, type Landed } from './land-batches.js'
import type { LandingIds } from './record-source.js'
import type { LoadedFile } from './load-result.js'
import { UnreadableFiles } from './load-whole.js'
import { landedOutcome, outcome } from './outcomes.js'
import { ReadFailure } from './read-files.js'

export interface LandAllIds extends LandingIds {
  /** Whether all is one transaction, which does not survive a file that does not parse. */
  readonly isWhole: boolean
}

/** Lands files, transaction by transaction, and says what became of each. */
export async function landAll(
  warehouse: Warehouse,
  items: readonly Item[],
  ids: Omit<LandAllIds, 'readsTyped'>,
  outcomes: Map<string, LoadedFile>,
  effects: Effects,
): Promise<void> {
  const progress = new ByteProgress('loading', items, effects)
  const limits = batchLimits(ids)
  for (const batches of toTransactions(toBatches(items, limits), limits)) {
    throwIfInterrupted(effects)
    const { landed, refused } = await landOrRefuse(warehouse, batches, { ...ids, readsTyped: !ids.isWhole }, effects)
    for (const each of landed) outcomes.set(each.item.path, landedOutcome(each))
    for (const { item, reason } of refused) outcomes.set(item.path, outcome(item, 'refused', reason))
    for (const item of batches.flat()) progress.add(item)
  }
}

/** Files that are read in place leave nothing in memory until the commit: the more of them at once, the fewer rows are moved twice. */
const IN_PLACE_BYTES = 4 * 2 ** 30

function batchLimits({ stepBytes, personalData }: Pick<LandingIds, 'stepBytes' | 'personalData'>): BatchLimits {
  return { stepBytes, inPlaceBytes: personalData.isTakenOut ? stepBytes : IN_PLACE_BYTES }
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
    if (ids.readsTyped) return landOrRefuse(warehouse, batches, { ...ids, readsTyped: false }, effects)
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

/** Why a file that DuckDB could not read is refused. */
export async function unparsed(item: Item, failure: ReadFailure): Promise<string> {
  return `it does not parse as JSON: ${await explainJsonFile(item.location, item.compression, failure)}`
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
