import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { leaveOutForgotten } from './forget.js'
import { throwIfInterrupted } from './interrupt.js'
import { isLargeEnvelope, isReadByDuckDb, isReadHere, type Item } from './item.js'
import { landEnvelope } from './land-envelope.js'
import { landFiles, landLargeFile } from './land-files.js'
import { landLines } from './land-lines.js'
import type { LandingIds } from './record-source.js'
import { isTable, landTable } from './land-table.js'
import { nextFileId, recordFiles, type LandedPart } from './ledger.js'
import { Tally } from './tally.js'

/** What was landed of a file. */
export interface Landed {
  readonly item: Item
  readonly parts: readonly LandedPart[]
  readonly note?: string
}

/**
 * Lands files, all of them or none: one transaction. The files of a batch are read alike.
 *
 * @throws ReadFailure (a file does not parse), CxkpiError CXK9130 (interrupted)
 */
export async function landBatches(
  warehouse: Warehouse,
  batches: readonly (readonly Item[])[],
  ids: LandingIds,
  effects: Effects = silentEffects,
): Promise<Landed[]> {
  return warehouse.transaction(async () => {
    const first = await nextFileId(warehouse)
    const tally = new Tally()
    const notes = new Map<number, string>()
    let fileId = first
    for (const batch of batches) {
      throwIfInterrupted(effects)
      await landBatch(warehouse, { items: batch, firstFileId: fileId, ids, tally, notes, effects })
      fileId += batch.length
    }
    const leftOut = await leaveOutForgotten(warehouse, { first, last: fileId - 1 })
    for (const [id, count] of leftOut)
      notes.set(id, `left out ${counted(count, 'record')} of conversations that were forgotten`)
    const items = batches.flat()
    const parts = await tally.parts(warehouse, { first, last: fileId - 1 }, ids.org)
    const numbered = items.map((item, index) => ({
      item,
      fileId: first + index,
      parts: parts.get(first + index) ?? [],
    }))
    const entries = numbered.flatMap(({ item, fileId: id, parts: own }) =>
      (own.length > 0 ? own : [NOTHING]).map((part) => ({ fileId: id, item, part })),
    )
    await recordFiles(warehouse, entries, ids, effects.nowMs())
    return numbered.map(({ item, fileId: id, parts: own }) => {
      const note = notes.get(id)
      return { item, parts: own, ...(note === undefined ? {} : { note }) }
    })
  })
}

/** The ledger's entry of a file without records. */
const NOTHING: LandedPart = { entity: 'none', rows: 0, duplicates: 0, rejects: 0 }

interface Batch {
  readonly items: readonly Item[]
  readonly firstFileId: number
  readonly ids: LandingIds
  readonly tally: Tally
  readonly notes: Map<number, string>
  readonly effects: Effects
}

async function landBatch(warehouse: Warehouse, batch: Batch): Promise<void> {
  const { items, firstFileId, ids, tally, notes, effects } = batch
  const [{ reader, entity, platform, contentBytes }] = items as readonly [Item, ...Item[]]
  if (isReadHere(reader)) {
    for (const [index, item] of items.entries()) {
      const note = await landLines(warehouse, item, firstFileId + index, ids, tally, effects)
      if (note !== undefined) notes.set(firstFileId + index, note)
    }
  } else if (items.every(isTable)) {
    for (const [index, item] of items.entries()) {
      const { rejects, note } = await landTable(warehouse, item, firstFileId + index, ids, effects)
      if (note !== undefined) notes.set(firstFileId + index, note)
      if (item.entity !== undefined) tally.add(item.entity, [firstFileId + index], rejects)
    }
  } else if (isReadByDuckDb(reader) && platform !== undefined && entity !== undefined) {
    const isLarge = items.length === 1 && contentBytes > ids.stepBytes && reader.kind !== 'envelopes'
    const land = isLargeEnvelope(items[0]!) ? landEnvelope : isLarge ? landLargeFile : landFiles
    const rejects = await land(warehouse, { items, firstFileId, platform, entity, ids }, effects)
    tally.add(
      entity,
      items.map((_, index) => firstFileId + index),
      rejects,
    )
  }
}
