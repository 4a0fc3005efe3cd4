import { isReadByDuckDb, type Item } from './item.js'
import { STEP_BYTES } from './read-files.js'

const LARGEST_FILE_COUNT = 1000

/** Puts files that are read alike together, so that many small ones cost as little as few large ones. */
export function toBatches(items: readonly Item[]): Item[][] {
  const open = new Map<string, { items: Item[]; bytes: number }>()
  const batches: Item[][] = []
  for (const item of items) {
    const kind = kindOf(item)
    let batch = open.get(kind)
    const isFull =
      batch !== undefined && (batch.bytes + item.contentBytes > STEP_BYTES || batch.items.length >= LARGEST_FILE_COUNT)
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

function kindOf(item: Item): string {
  if (!isReadByDuckDb(item.reader) && item.reader.kind !== 'nothing') return item.path
  return JSON.stringify([item.platform?.name, item.entity?.name, item.compression, item.reader])
}
