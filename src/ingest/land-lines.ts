import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { throwIfInterrupted } from './interrupt.js'
import type { Item } from './item.js'
import { landRecords } from './land-records.js'
import type { LandingIds } from './record-source.js'
import { writeRejects } from './rejects.js'
import { readRecords } from './read-records.js'
import type { Tally } from './tally.js'

/**
 * Lands a file of lines that is read here and not by DuckDB, some megabytes at a time.
 *
 * @returns what was left out, if anything
 */
export async function landLines(
  warehouse: Warehouse,
  item: Item,
  fileId: number,
  ids: LandingIds,
  tally: Tally,
  effects: Effects,
): Promise<string | undefined> {
  const records = readRecords(item)
  const { session, withheld } = ids.personalData
  for await (const { entity, rows, malformed } of records.chunks) {
    throwIfInterrupted(effects)
    const rejects = withheld(malformed).map((reject) => ({ ...reject, fileId }))
    if (rejects.length > 0) await writeRejects(warehouse, ids.loadId, rejects)
    await session.run(
      `create or replace temp table landing_payloads as
      select
          $fileId::integer as file_id,
          (item ->> 0)::bigint as file_row,
          json(item ->> 1)::varchar as payload,
          null::varchar as stamp
      from (select unnest(json_extract($rows::json, '$[*]')) as item)`,
      { fileId, rows: `[${rows.join(',')}]` },
    )
    const source = { sql: 'from landing_payloads', isStored: false }
    const unusable = await landRecords(warehouse, item.platform!, entity, ids, source)
    tally.add(entity, [fileId], [...rejects, ...unusable])
  }
  await session.run('drop table if exists landing_payloads')
  return records.note()
}
