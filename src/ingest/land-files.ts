import type { Effects } from '../effects.js'
import type { Entity, Platform } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { throwIfInterrupted } from './interrupt.js'
import type { Item } from './item.js'
import { landRecords, parseRecords, type LandingIds } from './land-records.js'
import { writeRejects, type Reject } from './rejects.js'
import { malformedLines } from './malformed-lines.js'
import { envelopeSource, reading, readIntoLanding, readIntoPayloads, slicedPayloads } from './read-files.js'

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
  if (await readEnvelopes(warehouse, files)) return landRecords(warehouse, platform, entity, ids, false)
  await readIntoLanding(warehouse, items, firstFileId)
  const malformed = ids.personalData.withheld(await malformedLines(warehouse, 'landing_payloads', items, firstFileId))
  if (malformed.length > 0) await writeRejects(warehouse, ids.loadId, malformed)
  await parseRecords(warehouse, entity, ids, { sql: await slicedPayloads(warehouse), isStored: false })
  const unusable = await landRecords(warehouse, platform, entity, ids, false)
  await warehouse.run('drop table landing_payloads')
  return [...malformed, ...unusable]
}

/** Reads files that are one envelope each; false where they are not that, or one of them is several. */
async function readEnvelopes(warehouse: Warehouse, { items, firstFileId, entity, ids }: FilesToLand): Promise<boolean> {
  if (items[0]?.reader.kind !== 'envelopes') return false
  const source = { sql: envelopeSource(items, firstFileId), isStored: false }
  await reading(() => parseRecords(warehouse, entity, ids, source))
  const miscounted = await warehouse.rows(
    'select file_id from landing_records group by file_id having count(*) <> max(file_row) limit 1',
  )
  return miscounted.length === 0
}

/** With more steps than these, what their tables hold until the transaction ends is too much. */
const STEPS_IN_TABLES = 16

/** Lands one file that may not fit into memory: its texts first, then its records step by step. */
export async function landLargeFile(warehouse: Warehouse, files: FilesToLand, effects: Effects): Promise<Reject[]> {
  const { items, firstFileId: fileId, platform, entity, ids } = files
  const item = items[0]!
  await readIntoPayloads(warehouse, item, ids.loadId, fileId, ids.personalData.redacted(entity, 'payload'))
  const rejects = ids.personalData.withheld(await malformedLines(warehouse, 'raw.payloads', items, fileId))
  if (rejects.length > 0) {
    await writeRejects(warehouse, ids.loadId, rejects)
    await warehouse.run('delete from raw.payloads where file_id = $fileId and payload is null', { fileId })
  }
  const [last] = await warehouse.rows('select max(file_row) as row from raw.payloads where file_id = $fileId', {
    fileId,
  })
  const rowCount = Number(last?.row ?? 0)
  const step = Math.max(1, Math.ceil((rowCount * ids.stepBytes) / item.contentBytes))
  const kind = rowCount > STEPS_IN_TABLES * step ? 'view' : 'table'
  for (let from = 1; from <= rowCount; from += step) {
    throwIfInterrupted(effects)
    effects.progress(`loading ${item.path}`, from / rowCount)
    const to = from + step - 1
    await warehouse.run(
      `create or replace temp view landing_payloads as
      select file_id, file_row, payload, null::varchar as stamp, file_row - ${from} as position
      from raw.payloads where file_id = ${fileId} and file_row between ${from} and ${to}`,
    )
    await parseRecords(warehouse, entity, ids, { sql: await slicedPayloads(warehouse, step), isStored: true }, kind)
    rejects.push(...(await landRecords(warehouse, platform, entity, ids, true, kind)))
  }
  await warehouse.run('drop view if exists landing_payloads')
  return rejects
}
