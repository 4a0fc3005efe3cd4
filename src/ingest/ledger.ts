import type { Warehouse } from '../warehouse/index.js'
import type { Item } from './item.js'

/** What was landed of one entity of a file. */
export interface LandedPart {
  readonly entity: string
  readonly rows: number
  readonly duplicates: number
  readonly rejects: number
}

/** Opens a load in the ledger and gives its number. */
export async function startLoad(warehouse: Warehouse, nowMs: number): Promise<number> {
  return warehouse.transaction(async () => {
    const loadId = await nextId(warehouse, 'select max(load_id) as id from meta.loads')
    await warehouse.run(
      "insert into meta.loads (load_id, started_at, status) values ($loadId, $now::timestamptz, 'running')",
      { loadId, now: instant(nowMs) },
    )
    return loadId
  })
}

/** Closes a load in the ledger, with what its files say. */
export async function finishLoad(
  warehouse: Warehouse,
  loadId: number,
  status: 'done' | 'failed',
  nowMs: number,
): Promise<void> {
  await warehouse.run(
    `update meta.loads set status = $status, finished_at = $now::timestamptz, file_count = counts.file_count,
        row_count = counts.row_count, duplicate_count = counts.duplicate_count, reject_count = counts.reject_count
    from (
        select count(distinct file_id) as file_count, coalesce(sum(row_count), 0) as row_count,
            coalesce(sum(duplicate_count), 0) as duplicate_count, coalesce(sum(reject_count), 0) as reject_count
        from meta.files where load_id = $loadId
    ) as counts
    where load_id = $loadId`,
    { loadId, status, now: instant(nowMs) },
  )
}

/** The first number that no file has. */
export async function nextFileId(warehouse: Warehouse): Promise<number> {
  return nextId(warehouse, 'select max(file_id) as id from meta.files')
}

/** The hashes of all files that were landed for an organisation. */
export async function knownHashes(warehouse: Warehouse, org: string): Promise<Map<string, string>> {
  const rows = await warehouse.rows('select sha256, min(path) as path from meta.files where org_id = $org group by 1', {
    org,
  })
  return new Map(rows.map(({ sha256, path }) => [String(sha256), String(path)]))
}

/** A file as the ledger has it: one entry for each entity in it. */
export interface FileEntry {
  readonly fileId: number
  readonly item: Item
  readonly part: LandedPart
}

/** Writes files into the ledger: after this they are known. */
export async function recordFiles(
  warehouse: Warehouse,
  entries: readonly FileEntry[],
  { loadId, org }: { readonly loadId: number; readonly org: string },
  nowMs: number,
): Promise<void> {
  const rows = entries.map(({ fileId, item, part }) => ({
    fileId,
    path: item.path,
    sha256: item.sha256,
    size: item.size,
    format: item.format,
    compression: item.compression,
    platform: item.platform?.name ?? '',
    ...part,
    unknownFields: item.unknownFields.length === 0 ? null : JSON.stringify(item.unknownFields),
    stamp: item.stamp ?? null,
  }))
  await warehouse.run(
    `insert into meta.files
    select
        (file ->> 'fileId')::integer, $loadId, file ->> 'path', file ->> 'sha256', (file ->> 'size')::bigint,
        file ->> 'format', file ->> 'compression', file ->> 'platform', $org, file ->> 'entity',
        (file ->> 'rows')::bigint, (file ->> 'duplicates')::bigint, (file ->> 'rejects')::bigint,
        file ->> 'unknownFields', try_cast(file ->> 'stamp' as timestamptz), $now::timestamptz
    from (select unnest(json_extract($rows::json, '$[*]')) as file)`,
    { loadId, org, now: instant(nowMs), rows: JSON.stringify(rows) },
  )
}

async function nextId(warehouse: Warehouse, sql: string): Promise<number> {
  const [row] = await warehouse.rows(sql)
  return typeof row?.id === 'number' ? row.id + 1 : 1
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
