import type { Row } from '../result.js'
import { quotedIdentifier, quotedString, type Warehouse } from '../warehouse/index.js'
import { conversationTables, rawTables } from './raw-tables.js'

/** A conversation of a platform and organisation. */
export interface ConversationKey {
  readonly platform: string
  readonly orgId: string
  readonly id: string
}

/** How many records of raw, in all their versions, and how many rejects were deleted. */
export interface Forgotten {
  readonly records: number
  readonly rejects: number
}

/**
 * Deletes all that the database holds of conversations: their records in raw and the payloads, rejects, findings and
 * the models' rows that name them. Keeps a hash of each id, so that a later load leaves them out. Runs in the caller's
 * transaction; what was deleted stays in the file's free space until the file is written anew.
 */
export async function forgetConversations(
  warehouse: Warehouse,
  conversations: readonly ConversationKey[],
  nowMs: number,
): Promise<Forgotten> {
  await warehouse.run('create or replace temp table forgotten_ids (platform varchar, org_id varchar, id varchar)')
  await warehouse.run(
    `insert into forgotten_ids select distinct item ->> 0, item ->> 1, item ->> 2
    from (select unnest(json_extract($rows::json, '$[*]')) as item)`,
    { rows: JSON.stringify(conversations.map(({ platform, orgId, id }) => [platform, orgId, id])) },
  )
  await findRecords(warehouse)
  const records = await deleteRecords(warehouse)
  const rejects = await warehouse.run(
    `delete from meta.rejects where exists (
        select 1 from forgotten_ids where contains(coalesce(record_id, '') || ' ' || coalesce(payload, ''), id)
    )`,
  )
  await deleteFromLedger(warehouse)
  await deleteFromModels(warehouse)
  await warehouse.run(
    `insert into meta.forgotten
    select ${hashOf('platform', 'org_id', 'id')}, to_timestamp(${nowMs} / 1000.0) from forgotten_ids
    where ${hashOf('platform', 'org_id', 'id')} not in (select id_hash from meta.forgotten)`,
  )
  await warehouse.run('drop table forgotten_ids; drop table forgotten_records')
  return { records, rejects }
}

/** The conversations of that id: what raw and the rejects know of it, by platform and organisation. */
export async function conversationsNamed(
  warehouse: Warehouse,
  wanted: {
    readonly conversation: string
    readonly platform?: string | undefined
    readonly org?: string | undefined
  },
): Promise<ConversationKey[]> {
  const inRaw = conversationTables().map(
    ({ platform, table, columns }) =>
      `select ${quotedString(platform)} as platform, org_id from ${table} where $id in (${columns.join(', ')})`,
  )
  const inRejects = `select platform, org_id from meta.rejects join meta.files using (file_id)
    where record_id = $id or contains(payload, $id)`
  const rows = await warehouse.rows(
    `select distinct platform, org_id from (${[...inRaw, inRejects].join(' union all ')})
    where ($platform is null or platform = $platform) and ($org is null or org_id = $org) order by all`,
    { id: wanted.conversation, platform: wanted.platform ?? null, org: wanted.org ?? null },
  )
  return rows.map((row) => ({ platform: String(row.platform), orgId: String(row.org_id), id: wanted.conversation }))
}

/**
 * Deletes the records of files that were just landed where they belong to a conversation that was forgotten.
 *
 * @returns how many records each file lost
 */
export async function leaveOutForgotten(
  warehouse: Warehouse,
  files: { readonly first: number; readonly last: number },
): Promise<Map<number, number>> {
  const [some] = await warehouse.rows('select 1 from meta.forgotten limit 1')
  if (some === undefined) return new Map()
  await warehouse.run('create or replace temp table forgotten_records (file_id integer, file_row bigint)')
  for (const { platform, table, columns } of conversationTables()) {
    const named = columns.map((column) => `${hashOf(quotedString(platform), 'org_id', column)} in (from hashes)`)
    await warehouse.run(
      `insert into forgotten_records
      with hashes as (select id_hash from meta.forgotten)
      select distinct file_id, file_row from ${table}
      where file_id between $first and $last and (${named.join(' or ')})`,
      files,
    )
  }
  const counts = await warehouse.rows('select file_id, count(*) as count from forgotten_records group by 1')
  if (counts.length > 0) await deleteRecords(warehouse)
  await warehouse.run('drop table forgotten_records')
  return new Map(counts.map(({ file_id, count }: Row) => [Number(file_id), Number(count)]))
}

/** All records that name an id, then all that name an id which these have beside it, and so on. */
async function findRecords(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create or replace temp table forgotten_records (file_id integer, file_row bigint)')
  let found = 0
  for (;;) {
    let added = 0
    for (const { platform, table, columns } of conversationTables()) {
      const ids = `select org_id, id from forgotten_ids where platform = ${quotedString(platform)}`
      const named = columns.map((column) => `(org_id, ${column}) in (${ids})`).join(' or ')
      found += await warehouse.run(
        `insert into forgotten_records select distinct file_id, file_row from ${table}
        where (${named}) and (file_id, file_row) not in (from forgotten_records)`,
      )
      for (const column of columns) {
        added += await warehouse.run(
          `insert into forgotten_ids
          select distinct ${quotedString(platform)}, org_id, ${column} from ${table}
          where (${named}) and coalesce(${column}, '') <> '' and (org_id, ${column}) not in (${ids})`,
        )
      }
    }
    if (added === 0 || found === 0) return
  }
}

async function deleteRecords(warehouse: Warehouse): Promise<number> {
  for (const table of await rawTables(warehouse)) {
    await warehouse.run(`delete from ${table} where (file_id, file_row) in (from forgotten_records)`)
  }
  const [row] = await warehouse.rows('select count(*) as count from (select distinct * from forgotten_records)')
  return Number(row?.count)
}

/** The ledger says what is there; what a failed test or model said may quote what is gone. */
async function deleteFromLedger(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `update meta.files set row_count = greatest(0, row_count - lost.count)
    from (select file_id, count(*) as count from (select distinct * from forgotten_records) group by 1) as lost
    where files.file_id = lost.file_id;
    delete from meta.findings
    where (file_id, file_row) in (from forgotten_records) or exists (
        select 1 from forgotten_ids where contains(concat_ws(' ', record_key, observed, expected, description), id)
    );
    update meta.model_runs set message = null
    where kind <> 'variables' and exists (select 1 from forgotten_ids where contains(message, id))`,
  )
}

/** Also from models that the project does not have any more, which no build brings up to date. */
async function deleteFromModels(warehouse: Warehouse): Promise<void> {
  const rows = await warehouse.rows(
    `select tables.table_name, tables.column_name from duckdb_columns() as tables
    join duckdb_tables() using (database_name, schema_name, table_name)
    where tables.database_name = current_database() and tables.schema_name = 'main'
        and tables.column_name in ('conversation_id', 'record_id') and tables.data_type = 'VARCHAR'`,
  )
  for (const { table_name: table, column_name: column } of rows) {
    await warehouse.run(
      `delete from main.${quotedIdentifier(String(table))}
      where ${quotedIdentifier(String(column))} in (select id from forgotten_ids)`,
    )
  }
}

function hashOf(platform: string, orgId: string, id: string): string {
  return `sha256(concat_ws(':', ${platform}, ${orgId}, ${id}))`
}
