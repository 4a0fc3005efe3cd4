import { isLargeEnvelope, isReadByDuckDb, isReadInPlace, type Item } from './item.js'

const LARGEST_FILE_COUNT = 1000
const TRANSACTION_BYTES = 192 << 20
/** Files up to this size are read together with any other; larger ones with their like, as memory for the largest is set aside. */
const SMALL_FILE_BYTES = 16 << 20

/** As much content is landed at once, in bytes. */
export interface BatchLimits {
  readonly stepBytes: number
  /** Of files that are read in place. */
  readonly inPlaceBytes: number
}

/** Puts files that are read alike together, so that many small ones cost as little as few large ones. */
export function toBatches(items: readonly Item[], { stepBytes, inPlaceBytes }: BatchLimits): Item[][] {
  const open = new Map<string, { items: Item[]; bytes: number }>()
  const batches: Item[][] = []
  for (const item of items) {
    const kind = kindOf(item)
    const limit = isReadInPlace(item) ? inPlaceBytes : stepBytes
    let batch = open.get(kind)
    const isFull =
      batch !== undefined && (batch.bytes + item.contentBytes > limit || batch.items.length >= LARGEST_FILE_COUNT)
    if (batch === undefined || isFull) {
      batch = { items: [], bytes: 0 }
      open.set(kind, batch)
      batches.push(batch.items)
    }
    batch.items.push(item)
    batch.bytes += item.contentBytes
  }
  return batches
}

/**
 * Puts batches together into transactions: a commit costs as much as many megabytes, but temporary tables live until it,
 * and what a crash can undo stays small.
 */
export function toTransactions(
  batches: readonly (readonly Item[])[],
  { inPlaceBytes }: BatchLimits,
): (readonly Item[])[][] {
  const transactions: (readonly Item[])[][] = []
  let bytes = Infinity
  for (const batch of batches) {
    const batchBytes = batch.reduce((sum, { contentBytes }) => sum + contentBytes, 0)
    const limit = batch.every(isReadInPlace) ? Math.max(inPlaceBytes, TRANSACTION_BYTES) : TRANSACTION_BYTES
    if (bytes + batchBytes > limit) {
      transactions.push([])
      bytes = 0
    }
    transactions.at(-1)!.push(batch)
    bytes += batchBytes
  }
  return transactions
}

function kindOf(item: Item): string {
  if (isLargeEnvelope(item)) return item.path
  if (!isReadByDuckDb(item.reader) && item.reader.kind !== 'nothing') return item.path
  const size = Math.max(0, Math.ceil(Math.log2(item.contentBytes / SMALL_FILE_BYTES)))
  return JSON.stringify([item.platform?.name, item.entity?.name, item.compression, item.reader, size])
}
