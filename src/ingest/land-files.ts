import type { Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { Entity, Platform } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import type { Item } from './item.js'
import { landRecords, writeRejects, type LandingIds, type Reject } from './land-records.js'
import { malformedLines } from './malformed-lines.js'
import { readIntoLanding, readIntoPayloads, STEP_BYTES } from './read-files.js'

/** Files that are read alike and hold records of one entity. */
export interface FilesToLand {
  readonly items: readonly Item[]
  readonly firstFileId: number
  readonly platform: Platform
  readonly entity: Entity
  readonly ids: LandingIds
}

/** Lands files whose records fit into memory together. */
export async function landFiles(warehouse: Warehouse, files: FilesToLand): Promise<Reject[]> {
  const { items, firstFileId, platform, entity, ids } = files
  await readIntoLanding(warehouse, items, firstFileId)
  const malformed = await malformedLines(warehouse, 'landing_payloads', items, firstFileId)
  if (malformed.length > 0) await writeRejects(warehouse, ids.loadId, malformed)
  const unusable = await landRecords(warehouse, platform, entity, ids, { arePayloadsStored: false })
  await warehouse.run('drop table landing_payloads')
  return [...malformed, ...unusable]
}

/** Lands one file that may not fit into memory: its texts first, then its records step by step. */
export async function landLargeFile(warehouse: Warehouse, files: FilesToLand, effects: Effects): Promise<Reject[]> {
  const { items, firstFileId: fileId, platform, entity, ids } = files
  const item = items[0]!
  await readIntoPayloads(warehouse, item, ids.loadId, fileId)
  const rejects = await malformedLines(warehouse, 'raw.payloads', items, fileId)
  if (rejects.length > 0) {
    await writeRejects(warehouse, ids.loadId, rejects)
    await warehouse.run('delete from raw.payloads where file_id = $fileId and payload is null', { fileId })
  }
  const [last] = await warehouse.rows('select max(file_row) as row from raw.payloads where file_id = $fileId', {
    fileId,
  })
  const rowCount = Number(last?.row ?? 0)
  const step = Math.max(1, Math.ceil((rowCount * STEP_BYTES) / item.contentBytes))
  for (let from = 1; from <= rowCount; from += step) {
    if (effects.signal.aborted) throw new CxkpiError('CXK9130', 'interrupted')
    effects.progress(`loading ${item.path}`, from / rowCount)
    const to = from + step - 1
    await warehouse.run(
      `create or replace temp view landing_payloads as
      select file_id, file_row, payload, null::varchar as stamp, file_row - ${from} as position
      from raw.payloads where file_id = ${fileId} and file_row between ${from} and ${to}`,
    )
    rejects.push(...(await landRecords(warehouse, platform, entity, ids, { arePayloadsStored: true, rowCount: step })))
  }
  await warehouse.run('drop view if exists landing_payloads')
  return rejects
}
