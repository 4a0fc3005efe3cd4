import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { ConversationKey } from '../ingest/index.js'
import type { Result, Row } from '../result.js'
import type { Warehouse } from '../warehouse/index.js'
import { buildIn, describeBuild } from './build.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { requireBuilt } from './schema.js'

export interface ForgetRequest {
  /** The whole id. */
  readonly conversation: string
  readonly platform?: string | undefined
  readonly org?: string | undefined
}

export interface RemovalAnswer {
  readonly result: Result
  readonly outcome: string
  readonly exitCode: 0 | 1
}

/**
 * Deletes all that the database holds of one conversation, and writes the file anew so that no byte of it stays.
 *
 * @throws CxkpiError CXK5001 where nothing in the database names it
 */
export async function forget(
  context: Context,
  request: ForgetRequest,
  effects: Effects = silentEffects,
): Promise<RemovalAnswer> {
  return remove(context, { command: 'forget', before: null }, effects, async (warehouse) => {
    const { conversationsNamed } = await import('../ingest/index.js')
    const found = await conversationsNamed(warehouse, request)
    if (found.length > 0) return found
    throw new CxkpiError(
      'CXK5001',
      `nothing in ${warehouse.path} belongs to a conversation '${request.conversation}'`,
      {
        hint: "name its whole id, as 'cxkpi trace' shows it",
      },
    )
  })
}

/**
 * Deletes all that the database holds of the conversations that ended, in the report zone, before a day; one that has not
 * ended counts by its start. Writes the file anew.
 *
 * @throws CxkpiError CXK1001 (no date), CXK4003 (nothing was built)
 */
export async function prune(
  context: Context,
  before: string,
  effects: Effects = silentEffects,
): Promise<RemovalAnswer> {
  if (!isDate(before)) {
    throw new CxkpiError('CXK1001', `'${before}' is not a date`, { hint: "write it like '2026-03-08'" })
  }
  return remove(context, { command: 'prune', before }, effects, async (warehouse) => {
    await requireBuilt(warehouse, 'fct_conversations')
    const rows = await warehouse.rows(
      `select platform, org_id, conversation_id from fct_conversations
      where coalesce(ended_at, started_at) < $before::date::timestamp at time zone $zone order by all`,
      { before, zone: context.config.timezone },
    )
    return rows.map((row) => ({
      platform: String(row['platform']),
      orgId: String(row['org_id']),
      id: String(row['conversation_id']),
    }))
  })
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)
}

interface Removal {
  readonly command: 'forget' | 'prune'
  readonly before: string | null
}

async function remove(
  context: Context,
  { command, before }: Removal,
  effects: Effects,
  find: (warehouse: Warehouse) => Promise<ConversationKey[]>,
): Promise<RemovalAnswer> {
  const [{ prepareSchema, makeTables, forgetConversations }, { rewriteFile }] = await Promise.all([
    import('../ingest/index.js'),
    import('../warehouse/index.js'),
  ])
  // Only a file that exists may be opened for writing here: nothing is forgotten by making one.
  await withDatabase(context, 'read', effects, () => Promise.resolve())
  return withDatabase(context, 'write', effects, async (warehouse) => {
    await prepareSchema(warehouse, effects)
    const found = await find(warehouse)
    const { records, rejects } = await warehouse.transaction(async () => {
      const counts = await forgetConversations(warehouse, found, effects.nowMs())
      await warehouse.run(
        `insert into meta.removals
        values (to_timestamp($now / 1000.0), $command, $before::date, $conversations, $records, $rejects)`,
        { now: effects.nowMs(), command, before, conversations: found.length, ...counts },
      )
      return counts
    })
    const [model] = await warehouse.rows(
      "select 1 from duckdb_tables() where database_name = current_database() and schema_name = 'main' limit 1",
    )
    const built =
      model !== undefined ? describeBuild(await buildIn(warehouse, context, { fullRefresh: true }, effects)) : undefined
    effects.progress('writing the file anew')
    await rewriteFile(warehouse, makeTables)
    const row: Row = { command, before, conversations: found.length, records, rejects }
    return {
      result: {
        columns: columns({
          command: 'text',
          before: 'text',
          conversations: 'count',
          records: 'count',
          rejects: 'count',
        }),
        rows: [row],
      },
      outcome: `${counted(found.length, 'conversation')}, ${counted(records, 'record')} and ${counted(rejects, 'reject')} deleted; the file was written anew`,
      exitCode: built?.exitCode ?? 0,
    }
  })
}
