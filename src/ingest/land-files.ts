import type { Effects } from '../effects.js'
import type { Entity, Platform } from '../platforms/index.js'
import { quotedString, type Warehouse } from '../warehouse/index.js'
import { throwIfInterrupted } from './interrupt.js'
import { isReadInPlace, type Item } from './item.js'
import { checkRecords } from './check-records.js'
import { landRecords } from './land-records.js'
import type { LandingIds } from './record-source.js'
import { writeRejects, type Reject } from './rejects.js'
import { malformedLines } from './malformed-lines.js'
import { envelopeSource, ReadFailure, reading, readIntoLanding, readIntoPayloads } from './read-files.js'

/** Files that are read alike and hold records of one entity. */
export interface FilesToLand {
  readonly items: readonly Item[]
  readonly firstFileId: number
  readonly platform: Platform
  readonly entity: Entity
  readonly ids: LandingIds
  /** Where the file's lines were the records of one: its stamp; a line that does not parse is none of a record then, but the file's. */
  readonly envelope?: { readonly stamp: string | null }
}

/**
 * Lands files: read where they lie as often as their records are asked for, or their texts first.
 *
 * @throws ReadFailure
 */
export async function landFiles(warehouse: Warehouse, files: FilesToLand): Promise<Reject[]> {
  const { items, firstFileId, platform, entity, ids } = files
  const { session, withheld } = ids.personalData
  if (items.every(isReadInPlace)) {
    const source = envelopeSource(items, firstFileId, ids.readsTyped)
    const rejects = await reading(async () => {
      const check = await checkRecords(session, entity, ids, source)
      return check.isNumbered ? landRecords(warehouse, platform, entity, ids, source, check) : undefined
    })
    if (rejects !== undefined) return rejects
  }
  await readIntoLanding(session, items, firstFileId)
  const malformed = withheld(await malformedLines(session, 'landing_payloads', items, firstFileId))
  if (malformed.length > 0) await writeRejects(warehouse, ids.loadId, malformed)
  const source = { sql: 'from landing_payloads', isStored: false }
  const unusable = await landRecords(warehouse, platform, entity, ids, source)
  await session.run('drop table landing_payloads')
  return [...malformed, ...unusable]
}

/** Lands one file that may not fit into memory: its texts first, then its records step by step. */
export async function landLargeFile(warehouse: Warehouse, files: FilesToLand, effects: Effects): Promise<Reject[]> {
  const { items, firstFileId: fileId, platform, entity, ids, envelope } = files
  const item = items[0]!
  await readIntoPayloads(warehouse, item, entity, fileId, ids)
  const rejects = ids.personalData.withheld(await malformedLines(warehouse, 'raw.payloads', items, fileId))
  if (rejects.length > 0) {
    if (envelope !== undefined) throw new ReadFailure(rejects[0]!.reason)
    await writeRejects(warehouse, ids.loadId, rejects)
    await warehouse.run('delete from raw.payloads where file_id = $fileId and payload is null', { fileId })
  }
  const [last] = await warehouse.rows('select max(file_row) as row from raw.payloads where file_id = $fileId', {
    fileId,
  })
  const rowCount = Number(last?.row ?? 0)
  const stamp = envelope?.stamp == null ? 'null' : quotedString(envelope.stamp)
  const step = Math.max(1, Math.ceil((rowCount * ids.stepBytes) / item.contentBytes))
  for (let from = 1; from <= rowCount; from += step) {
    throwIfInterrupted(effects)
    effects.progress(`loading ${item.path}`, from / rowCount)
    const sql = `select file_id, file_row, payload, ${stamp}::varchar as stamp from raw.payloads
      where file_id = ${fileId} and file_row between ${from} and ${from + step - 1}`
    rejects.push(...(await landRecords(warehouse, platform, entity, ids, { sql, isStored: true })))
  }
  return rejects
}
