import type { Entity } from '../platforms/index.js'
import type { Row } from '../result.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import type { Reject } from './rejects.js'
import type { LandedPart } from './ledger.js'
import { tablesOf } from './raw-tables.js'

/** The files of one transaction; their numbers follow one another. */
export interface FileRange {
  readonly first: number
  readonly last: number
}

/** Counts what became of the records of each file, entity by entity. */
export class Tally {
  private readonly entities = new Map<Entity, Map<number, number>>() // entity → file → rejects

  /** Says that a file holds records of an entity, and which of them were rejected. */
  add(entity: Entity, fileIds: Iterable<number>, rejects: readonly Reject[]): void {
    const counts = this.entities.get(entity) ?? new Map<number, number>()
    this.entities.set(entity, counts)
    for (const fileId of fileIds) counts.set(fileId, counts.get(fileId) ?? 0)
    for (const { fileId } of rejects) counts.set(fileId, (counts.get(fileId) ?? 0) + 1)
  }

  /** The ledger's entries of all files; a file without records has none. */
  async parts(warehouse: Warehouse, range: FileRange, org: string): Promise<Map<number, LandedPart[]>> {
    const parts = new Map<number, LandedPart[]>()
    for (const [entity, files] of this.entities) {
      const rows = new Map<number, number>()
      const duplicates = new Map<number, number>()
      for (const table of tablesOf(entity)) {
        addTo(rows, await countRows(warehouse, table, range))
        addTo(duplicates, await countDuplicates(warehouse, table, entity, range, org))
      }
      for (const [fileId, rejects] of files) {
        const part = {
          entity: entity.name,
          rows: rows.get(fileId) ?? 0,
          duplicates: duplicates.get(fileId) ?? 0,
          rejects,
        }
        parts.set(fileId, [...(parts.get(fileId) ?? []), part])
      }
    }
    return parts
  }
}

async function countRows(warehouse: Warehouse, table: string, { first, last }: FileRange): Promise<Row[]> {
  return warehouse.rows(
    `select file_id, count(*) as count from ${table} where file_id between $first and $last group by 1`,
    { first, last },
  )
}

/** A duplicate has the key and the content of a record that an earlier file, or an earlier row of its own, has brought. */
async function countDuplicates(
  warehouse: Warehouse,
  table: string,
  { keyField }: Entity,
  { first, last }: FileRange,
  org: string,
): Promise<Row[]> {
  const key = quotedIdentifier(keyField)
  const isOfRange = 'org_id = $org and file_id between $first and $last'
  const isEarlier = 'org_id = $org and file_id < $first'
  const parameters = { first, last, org }
  const [earlier] = await warehouse.rows(`select 1 from ${table} where ${isEarlier} limit 1`, { first, org })
  const repeatedEarlier = `union select "payloadHash" from ${table}
        where ${isEarlier} and "payloadHash" in (select "payloadHash" from ${table} where ${isOfRange})`
  return warehouse.rows(
    `with repeated as (
        select "payloadHash" from ${table} where ${isOfRange} group by 1 having count(*) > 1
        ${earlier === undefined ? '' : repeatedEarlier}
    ),
    copies as (
        select file_id, row_number() over (partition by "payloadHash", ${key} order by file_id, file_row) as copy
        from ${table}
        where org_id = $org and "payloadHash" in (from repeated)
    )
    select file_id, count(*) as count
    from copies
    where copy > 1 and file_id between $first and $last
    group by 1`,
    parameters,
  )
}

function addTo(counts: Map<number, number>, rows: readonly Row[]): void {
  for (const row of rows) {
    const fileId = Number(row.file_id)
    counts.set(fileId, (counts.get(fileId) ?? 0) + Number(row.count))
  }
}
