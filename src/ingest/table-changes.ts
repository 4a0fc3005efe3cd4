import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import type { Entity } from '../platforms/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { deletesOf, rowsBefore, type IcebergTable, type TableFile } from './iceberg/index.js'
import { tablesOf } from './raw-tables.js'
import type { LandingIds } from './record-source.js'

/** A data file of a table, told by all that decides what its rows are. */
interface StateFile {
  readonly file: TableFile
  /** Below the table's folder. */
  readonly path: string
  readonly content: string
}

/** What a table holds now against what was landed of it. */
export interface TableChanges {
  readonly tableId: string
  /** Data files that were never landed, or not as they are now. */
  readonly added: readonly StateFile[]
  /** The content of data files that were landed and are not part of the table as they were. */
  readonly vanished: readonly string[]
  /** Whether it was landed before and has not changed. */
  readonly isKnown: boolean
  /** Tells this state, reached from the one that was landed, from any other. */
  readonly identity: string
}

/**
 * Compares the live data files of a table with those that were landed. A data file never changes: what is the same file
 * under the same deletes and schema has the same rows, however the table came from one state to the other.
 */
export async function tableChanges(warehouse: Warehouse, table: IcebergTable, org: string): Promise<TableChanges> {
  const tableId = table.metadata.uuid ?? table.metadata.location
  const landed = await warehouse.rows(
    `select content, vanished_load_id is null as is_live from meta.table_files
    where table_id = $tableId and org_id = $org`,
    { tableId, org },
  )
  const before = new Set(landed.filter(({ is_live }) => is_live === true).map(({ content }) => String(content)))
  const now = table.data.map((file) => stateFile(table, file))
  const contents = new Set(now.map(({ content }) => content))
  const added = now.filter(({ content }) => !before.has(content))
  const vanished = [...before].filter((content) => !contents.has(content))
  const generation = landed.length + landed.filter(({ is_live }) => is_live !== true).length
  return {
    tableId,
    added,
    vanished,
    isKnown: landed.length > 0 && added.length + vanished.length === 0,
    identity: hashOf([tableId, table.schema, [...contents].sort(), generation]),
  }
}

/** Marks the rows of data files that vanished as deleted, and notes which data files the rows of this load are of. */
export async function recordChanges(
  warehouse: Warehouse,
  { tableId, added, vanished }: TableChanges,
  entity: Entity,
  fileId: number,
  { loadId, org, personalData }: LandingIds,
): Promise<number> {
  const parameters = { tableId, org, loadId, vanished: JSON.stringify(vanished) }
  const isVanished = `table_id = $tableId and org_id = $org and vanished_load_id is null
    and content in (select unnest(json_extract_string($vanished::json, '$[*]')))`
  let count = 0
  for (const raw of tablesOf(entity)) {
    count += await warehouse.run(
      `insert into ${raw}
      select landed.* replace ($loadId::integer as load_id, 'delete' as op)
      from ${raw} as landed
      join (select file_id, first_row, last_row from meta.table_files where ${isVanished}) as gone
          on landed.file_id = gone.file_id and landed.file_row between gone.first_row and gone.last_row
      where landed.op = 'upsert'`,
      parameters,
    )
  }
  await warehouse.run(`update meta.table_files set vanished_load_id = $loadId where ${isVanished}`, parameters)
  const starts = await rowsBefore(
    personalData.session,
    added.map(({ file }) => file),
  )
  const rows = added.map(({ file, path, content }) => {
    const { before, count: own } = starts.get(file.path)!
    return [path, content, before + 1, before + own]
  })
  await warehouse.run(
    `insert into meta.table_files
    select $tableId, $org, file ->> 0, file ->> 1, $fileId, (file ->> 2)::bigint, (file ->> 3)::bigint, $loadId, null
    from (select unnest(json_extract($rows::json, '$[*]')) as file)`,
    { tableId, org, loadId, fileId, rows: JSON.stringify(rows) },
  )
  return count
}

function stateFile(table: IcebergTable, file: TableFile): StateFile {
  const path = relative(table.root, file.path)
  const deletes = deletesOf(table, file).map((each) => [
    relative(table.root, each.path),
    each.offset,
    `${each.sequence}`,
  ])
  return { file, path, content: hashOf([path, table.schema, deletes]) }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
