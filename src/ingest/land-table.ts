import { CxkpiError } from '../errors.js'
import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { FILE_ROW, type Item, type TableReader } from './item.js'
import { landColumns } from './land-columns.js'
import { landRecords, parseRecords, type LandingIds } from './land-records.js'
import { reading } from './read-files.js'
import type { Reject } from './rejects.js'

const STEP_ROWS = 200_000

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
): Promise<Reject[]> {
  const { reader, platform, entity } = item
  if (platform === undefined || entity === undefined) return []
  const relation = await reader.open(warehouse)
  const rejects: Reject[] = []
  try {
    const { columns } = reader
    if (columns !== undefined && !ids.personalData.isTakenOut) {
      return await landColumns(warehouse, relation, { platform, entity, reader: { ...reader, columns }, fileId, ids })
    }
    await reading(async () => {
      await warehouse.run(
        `create or replace temp table landing_rows as
        select ${columns === undefined ? 'row_number() over ()' : `r.${FILE_ROW}`} as file_row, ${reader.record} as payload from (${relation.sql}) as r`,
      )
    })
    const [count] = await warehouse.rows('select max(file_row) as rows from landing_rows')
    const rows = Number(count?.rows ?? 0)
    for (let from = 1; from <= rows; from += STEP_ROWS) {
      if (effects.signal.aborted) throw new CxkpiError('CXK9130', 'interrupted')
      effects.progress(`loading ${item.path}`, from / rows)
      const source = `select ${fileId} as file_id, file_row, payload, null::varchar as stamp from landing_rows
        where file_row between ${from} and ${from + STEP_ROWS - 1}`
      await parseRecords(warehouse, entity, ids, { sql: source, isStored: false })
      rejects.push(...(await landRecords(warehouse, platform, entity, ids, false)))
    }
  } finally {
    await relation.close().catch(() => undefined)
  }
  await warehouse.run('drop table if exists landing_rows')
  return rejects
}

/** Whether the records of an item are rows. */
export function isTable(item: Item): item is Item & { readonly reader: TableReader } {
  return item.reader.kind === 'table'
}
