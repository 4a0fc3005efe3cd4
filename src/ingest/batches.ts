import { isReadByDuckDb, type Item } from './item.js'

const LARGEST_FILE_COUNT = 1000
const TRANSACTION_BYTES = 192 << 20

/** Puts files that are read alike together, so that many small ones cost as little as few large ones. */
export function toBatches(items: readonly Item[], stepBytes: number): Item[][] {
  const open = new Map<string, { items: Item[]; bytes: number }>()
  const batches: Item[][] = []
  for (const item of items) {
    const kind = kindOf(item)
    let batch = open.get(kind)
    const isFull =
      batch !== undefined && (batch.bytes + item.contentBytes > stepBytes || batch.items.length >= LARGEST_FILE_COUNT)
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
 * Puts batches together into transactions of some hundred megabytes: a commit costs as much as many megabytes, temporary tables live until it,
 * and what a crash can undo stays small.
 */
export function toTransactions(batches: readonly (readonly Item[])[]): (readonly Item[])[][] {
  const transactions: (readonly Item[])[][] = []
  let bytes = Infinity
  for (const batch of batches) {
    const batchBytes = batch.reduce((sum, { contentBytes }) => sum + contentBytes, 0)
    if (bytes + batchBytes > TRANSACTION_BYTES) {
      transactions.push([])
      bytes = 0
    }
    transactions.at(-1)!.push(batch)
    bytes += batchBytes
  }
  return transactions
}

function kindOf(item: Item): string {
  if (!isReadByDuckDb(item.reader) && item.reader.kind !== 'nothing') return item.path
  return JSON.stringify([item.platform?.name, item.entity?.name, item.compression, item.reader])
}
