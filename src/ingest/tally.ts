import type { Entity } from '../platforms/index.js'
import { quotedIdentifier, type Warehouse } from '../warehouse/index.js'
import type { Reject } from './rejects.js'
import type { LandedPart } from './ledger.js'

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
      const rows = await countRows(warehouse, entity, range)
      const duplicates = await countDuplicates(warehouse, entity, range, org)
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

async function countRows(
  warehouse: Warehouse,
  { table }: Entity,
  { first, last }: FileRange,
): Promise<Map<number, number>> {
  const rows = await warehouse.rows(
    `select file_id, count(*) as count from raw.${quotedIdentifier(table)}
    where file_id between $first and $last group by 1`,
    { first, last },
  )
  return new Map(rows.map(({ file_id, count }) => [Number(file_id), Number(count)]))
}

/** A duplicate has the key and the content of a record that an earlier file, or an earlier row of its own, has brought. */
async function countDuplicates(
  warehouse: Warehouse,
  { table, keyField }: Entity,
  { first, last }: FileRange,
  org: string,
): Promise<Map<number, number>> {
  const key = quotedIdentifier(keyField)
  const rows = await warehouse.rows(
    `with repeated as (
        select "payloadHash" as hash
        from raw.${quotedIdentifier(table)}
        where org_id = $org
        group by 1
        having count(*) > 1 and max(file_id) >= $first
    ),
    copies as (
        select file_id, row_number() over (partition by "payloadHash", ${key} order by file_id, file_row) as copy
        from raw.${quotedIdentifier(table)}
        where org_id = $org and "payloadHash" in (from repeated)
    )
    select file_id, count(*) as count
    from copies
    where copy > 1 and file_id between $first and $last
    group by 1`,
    { first, last, org },
  )
  return new Map(rows.map(({ file_id, count }) => [Number(file_id), Number(count)]))
}
