import { CxkpiError } from '../errors.js'
import type { Effects } from '../effects.js'
import type { Entity, Platform } from '../platforms/index.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import { isReadByDuckDb, type Item } from './item.js'
import { landRecords, writeRejects, type LandingIds, type Reject } from './land-records.js'
import { nextFileId, recordFile, type LandedPart } from './ledger.js'
import { malformedLines } from './malformed-lines.js'
import { readIntoLanding, readIntoPayloads, STEP_BYTES } from './read-files.js'
import { readRecords } from './read-records.js'

/** What was landed of a file. */
export interface Landed {
  readonly item: Item
  readonly parts: readonly LandedPart[]
  readonly note?: string
}

interface Batch {
  readonly items: readonly Item[]
  readonly firstFileId: number
}

/**
 * Lands files that are read alike, all of them or none: one transaction.
 *
 * @throws ReadFailure (a file does not parse), CxkpiError CXK9130 (interrupted)
 */
export async function landBatch(
  warehouse: Warehouse,
  items: readonly Item[],
  ids: LandingIds,
  effects: Effects,
): Promise<Landed[]> {
  return warehouse.transaction(async () => {
    const batch = { items, firstFileId: await nextFileId(warehouse) }
    const { reader, entity, platform } = items[0]!
    const tally = new Tally(items.length)
    const notes = new Map<number, string>()
    if (reader.kind === 'counted-lines' || reader.kind === 'singer') {
      for (const [index, item] of items.entries()) {
        const note = await landRead(warehouse, item, batch.firstFileId + index, ids, tally, effects)
        if (note !== undefined) notes.set(index, note)
      }
    } else if (isReadByDuckDb(reader)) {
      const [only] = items
      const isLarge = items.length === 1 && only!.contentBytes > STEP_BYTES && reader.kind !== 'envelopes'
      const land = isLarge ? landLargeFile : landFiles
      tally.add(entity!, await land(warehouse, batch, platform!, entity!, ids, effects), batch.firstFileId)
    }
    const landed: Landed[] = []
    const counts = await tally.close(warehouse, batch, ids.org)
    for (const [index, item] of items.entries()) {
      const parts = counts[index]!
      for (const part of parts) {
        await recordFile(warehouse, item, { ...ids, fileId: batch.firstFileId + index }, part, effects.nowMs())
      }
      const note = notes.get(index)
      landed.push({ item, parts, ...(note === undefined ? {} : { note }) })
    }
    return landed
  })
}

async function landFiles(
  warehouse: Warehouse,
  { items, firstFileId }: Batch,
  platform: Platform,
  entity: Entity,
  ids: LandingIds,
): Promise<Reject[]> {
  await readIntoLanding(warehouse, items, firstFileId)
  const malformed = await malformedLines(warehouse, 'landing_payloads', items, firstFileId)
  if (malformed.length > 0) await writeRejects(warehouse, ids.loadId, malformed)
  return [...malformed, ...(await landRecords(warehouse, platform, entity, ids, false))]
}

async function landLargeFile(
  warehouse: Warehouse,
  { items, firstFileId: fileId }: Batch,
  platform: Platform,
  entity: Entity,
  ids: LandingIds,
  effects: Effects,
): Promise<Reject[]> {
  const [item] = items
  await readIntoPayloads(warehouse, item!, ids.loadId, fileId)
  const rejects = await malformedLines(warehouse, 'raw.payloads', items, fileId)
  if (rejects.length > 0) {
    await writeRejects(warehouse, ids.loadId, rejects)
    await warehouse.run('delete from raw.payloads where file_id = $fileId and payload is null', { fileId })
  }
  const [last] = await warehouse.rows('select max(file_row) as row from raw.payloads where file_id = $fileId', {
    fileId,
  })
  const rowCount = Number(last?.row ?? 0)
  const step = Math.max(1, Math.ceil((rowCount * STEP_BYTES) / item!.contentBytes))
  for (let from = 1; from <= rowCount; from += step) {
    throwIfInterrupted(effects)
    effects.progress(`loading ${item!.path}`, from / rowCount)
    await warehouse.run(
      `create or replace temp table landing_payloads as
      select file_id, file_row, payload, null::varchar as stamp from raw.payloads
      where file_id = $fileId and file_row between $from and $to`,
      { fileId, from, to: from + step - 1 },
    )
    rejects.push(...(await landRecords(warehouse, platform, entity, ids, true)))
  }
  return rejects
}

/** Lands a file that is read here, a few thousand records at a time. */
async function landRead(
  warehouse: Warehouse,
  item: Item,
  fileId: number,
  ids: LandingIds,
  tally: Tally,
  effects: Effects,
): Promise<string | undefined> {
  const records = readRecords(item)
  for await (const { entity, rows, malformed } of records.chunks) {
    throwIfInterrupted(effects)
    const rejects = malformed.map((reject) => ({ ...reject, fileId }))
    if (rejects.length > 0) await writeRejects(warehouse, ids.loadId, rejects)
    tally.add(entity, rejects, fileId)
    await warehouse.run(
      `create or replace temp table landing_payloads as
      select $fileId::integer as file_id, (item ->> 0)::bigint as file_row, json(item ->> 1)::varchar as payload, null::varchar as stamp
      from (select unnest(json_extract($rows::json, '$[*]')) as item)`,
      { fileId, rows: `[${rows.join(',')}]` },
    )
    tally.add(entity, await landRecords(warehouse, item.platform!, entity, ids, false), fileId)
  }
  return records.note()
}

function throwIfInterrupted({ signal }: Effects): void {
  if (signal.aborted) throw new CxkpiError('CXK9130', 'interrupted')
}

/** Counts what became of each file of a batch, entity by entity. */
class Tally {
  private readonly rejects = new Map<Entity, number[]>()

  constructor(private readonly fileCount: number) {}

  add(entity: Entity, rejects: readonly Reject[], firstFileId: number): void {
    const counts = this.rejects.get(entity) ?? new Array<number>(this.fileCount).fill(0)
    for (const { fileId } of rejects) counts[fileId - firstFileId]! += 1
    this.rejects.set(entity, counts)
  }

  async close(warehouse: Warehouse, { items, firstFileId }: Batch, org: string): Promise<LandedPart[][]> {
    const parts: LandedPart[][] = items.map(() => [])
    const range = { first: firstFileId, last: firstFileId + items.length - 1 }
    for (const [entity, rejects] of this.rejects) {
      const rows = await countRows(warehouse, entity, range)
      const duplicates = await countDuplicates(warehouse, entity, range, org)
      items.forEach((_, index) => {
        const fileId = firstFileId + index
        const part = {
          entity: entity.name,
          rows: rows.get(fileId) ?? 0,
          duplicates: duplicates.get(fileId) ?? 0,
          rejects: rejects[index]!,
        }
        parts[index]!.push(part)
      })
    }
    return parts.map((list) => (list.length > 0 ? list : [{ entity: 'none', rows: 0, duplicates: 0, rejects: 0 }]))
  }
}

interface FileRange {
  readonly first: number
  readonly last: number
}

async function countRows(
  warehouse: Warehouse,
  entity: Entity,
  { first, last }: FileRange,
): Promise<Map<number, number>> {
  const rows = await warehouse.rows(
    `select file_id, count(*) as count from raw.${quotedIdentifier(entity.table)} where file_id between $first and $last group by 1`,
    { first, last },
  )
  return new Map(rows.map(({ file_id, count }) => [Number(file_id), Number(count)]))
}

/** A duplicate has the key and the content of a record that an earlier file, or an earlier row of its own, has brought. */
async function countDuplicates(
  warehouse: Warehouse,
  entity: Entity,
  { first, last }: FileRange,
  org: string,
): Promise<Map<number, number>> {
  const table = `raw.${quotedIdentifier(entity.table)}`
  const key = quotedIdentifier(entity.keyField)
  const rows = await warehouse.rows(
    `with landed as (
        select file_id, file_row, ${key} as key, "payloadHash" as hash from ${table} where file_id between $first and $last
    ),
    firsts as (
        select "payloadHash" as hash, ${key} as key, min(file_id::bigint * 4294967296 + file_row) as place
        from ${table}
        where org_id = $org and "payloadHash" in (select hash from landed)
        group by all
    )
    select file_id, count(*) as count
    from landed
    join firsts using (hash, key)
    where file_id::bigint * 4294967296 + file_row > place
    group by 1`,
    { first, last, org },
  )
  return new Map(rows.map(({ file_id, count }) => [Number(file_id), Number(count)]))
}
