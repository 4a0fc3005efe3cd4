import type { Effects } from '../effects.js'
import type { Entity, Platform } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { throwIfInterrupted } from './interrupt.js'
import { FILE_ROW, type Item, type OpenRows, type TableReader } from './item.js'
import { landColumns } from './land-columns.js'
import { landRecords } from './land-records.js'
import type { LandingIds } from './record-source.js'
import { reading } from './read-files.js'
import { writeRejects, type Reject } from './rejects.js'

const STEP_ROWS = 200_000

export interface LandedTable {
  readonly rejects: readonly Reject[]
  /** What there is to say about it. */
  readonly note?: string
}

/**
 * Lands rows as the records they stand for: typed columns as they are, unless personal data is to be taken out of them;
 * text as its JSON, some hundred thousand rows at a time.
 */
export async function landTable(
  warehouse: Warehouse,
  item: Item & { readonly reader: TableReader },
  fileId: number,
  ids: LandingIds,
  effects: Effects,
): Promise<LandedTable> {
  const { reader, platform, entity } = item
  if (platform === undefined || entity === undefined) return { rejects: [] }
  const { columns } = reader
  const rows = await reader.open(ids.personalData.session)
  try {
    const file = { platform, entity, fileId, ids }
    const rejects =
      columns === undefined || ids.personalData.isTakenOut
        ? await landTexts(warehouse, rows, { ...file, reader, path: item.path }, effects)
        : await landColumns(warehouse, rows, { ...file, reader: { ...reader, columns } })
    const deleted = (await reader.settle?.(warehouse, fileId, ids)) ?? 0
    return { rejects, ...(deleted > 0 ? { note: `${deleted} records have vanished from the table` } : {}) }
  } finally {
    await rows.close().catch(() => undefined)
  }
}

interface TextsToLand {
  readonly path: string
  readonly platform: Platform
  readonly entity: Entity
  readonly reader: TableReader
  readonly fileId: number
  readonly ids: LandingIds
}

async function landTexts(
  warehouse: Warehouse,
  rows: OpenRows,
  { path, platform, entity, reader, fileId, ids }: TextsToLand,
  effects: Effects,
): Promise<Reject[]> {
  const rejects: Reject[] = []
  const { session, withheld } = ids.personalData
  const fileRow = reader.columns === undefined ? 'row_number() over ()' : `r.${FILE_ROW}`
  await reading(async () => {
    await session.run(
      `create or replace temp table landing_rows as
      select ${fileRow} as file_row, ${reader.record} as payload from (${rows.sql}) as r`,
    )
  })
  const malformed = withheld((await reader.malformed?.(session, fileId)) ?? [])
  if (malformed.length > 0) await writeRejects(warehouse, ids.loadId, malformed)
  rejects.push(...malformed)
  const [last] = await session.rows('select max(file_row) as row from landing_rows')
  const rowCount = Number(last?.row ?? 0)
  for (let from = 1; from <= rowCount; from += STEP_ROWS) {
    throwIfInterrupted(effects)
    effects.progress(`loading ${path}`, from / rowCount)
    const source = `select ${fileId} as file_id, file_row, payload, null::varchar as stamp from landing_rows
      where file_row between ${from} and ${from + STEP_ROWS - 1}`
    rejects.push(...(await landRecords(warehouse, platform, entity, ids, { sql: source, isStored: false })))
  }
  await session.run('drop table landing_rows')
  return rejects
}

/** Whether the records of an item are rows. */
export function isTable(item: Item): item is Item & { readonly reader: TableReader } {
  return item.reader.kind === 'table'
}
