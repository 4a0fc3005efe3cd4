import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledProject, closestNames } from '../config/index.js'
import { silentEffects, type Effects } from '../effects.js'
import { CxkpiError } from '../errors.js'
import type { Column, Result, Row } from '../result.js'
import type { Warehouse } from '../warehouse/index.js'
import { withDatabase, type Context } from './context.js'
import { requireBuilt } from './schema.js'

export interface TraceRequest {
  /** The id, or as much of its beginning as names one conversation. */
  readonly conversation: string
  readonly platform?: string | undefined
  readonly org?: string | undefined
}

const CANDIDATES = `
    select platform, org_id, conversation_id, conversation_id = $id as is_exact
    from fct_conversations
    where starts_with(conversation_id, $id)
        and ($platform is null or platform = $platform)
        and ($org is null or org_id = $org)
    order by is_exact desc, conversation_id, platform, org_id
    limit 20
`

const HIDDEN = new Set(['part_order'])
const FOR_MACHINES = new Set(['channel', 'dq_flag', 'ended_at'])

/**
 * One conversation on a time line: legs with their times, evaluations, segments, each back to its file and line.
 *
 * @throws CxkpiError CXK5001 where no conversation, or more than one, begins like that
 */
export async function trace(
  context: Context,
  request: TraceRequest,
  effects: Effects = silentEffects,
): Promise<Result> {
  const { referring, withUnits } = await import('../reports/index.js')
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireBuilt(warehouse, 'fct_conversations', 'fct_queue_legs', 'fct_agent_legs')
    const conversation = await findConversation(warehouse, request)
    const { platform, org_id, conversation_id } = conversation
    const sql = referring(
      readFileSync(join(bundledProject(), 'reports', 'trace.sql'), 'utf8'),
      'trace',
      (model) => `"${model}"`,
    )
    const answer = await warehouse.query(`select * from (\n${sql}\n) order by started_at nulls last, part_order`, {
      platform: platform ?? null,
      org_id: org_id ?? null,
      conversation_id: conversation_id ?? null,
    })
    const columns = withUnits(answer.columns).filter(({ name }) => !HIDDEN.has(name))
    return {
      columns,
      rows: answer.rows,
      sections: [{ columns: columns.filter((column) => isShown(column, answer.rows)), rows: answer.rows }],
      title: `${String(conversation_id)} · ${String(platform)}${org_id === '' ? '' : ` · ${String(org_id)}`}`,
      meta: { conversation: { platform, org_id, conversation_id } },
    }
  })
}

/** People see a column only where it says something. */
function isShown({ name }: Column, rows: readonly Row[]): boolean {
  return !FOR_MACHINES.has(name) && rows.some((row) => row[name] !== null && row[name] !== '')
}

async function findConversation(warehouse: Warehouse, request: TraceRequest): Promise<Row> {
  const found = await warehouse.rows(CANDIDATES, {
    id: request.conversation,
    platform: request.platform ?? null,
    org: request.org ?? null,
  })
  const exact = found.filter(({ is_exact }) => is_exact === true)
  const matches = exact.length > 0 ? exact : found
  if (matches.length === 1 && matches[0] !== undefined) return matches[0]
  if (matches.length > 1) throw ambiguous(request.conversation, matches)
  throw new CxkpiError('CXK5001', `there is no conversation '${request.conversation}'`, {
    hint: await nearHint(warehouse, request.conversation),
  })
}

function ambiguous(id: string, matches: readonly Row[]): CxkpiError {
  const names = matches
    .slice(0, 3)
    .map(
      (row) =>
        `${String(row['conversation_id'])} (${String(row['platform'])}${row['org_id'] === '' ? '' : `, ${String(row['org_id'])}`})`,
    )
  return new CxkpiError('CXK5001', `more than one conversation begins with '${id}': ${names.join(', ')}, …`, {
    hint: 'write more of the id, or add --platform or --org',
  })
}

async function nearHint(warehouse: Warehouse, id: string): Promise<string> {
  const rows = await warehouse.rows(
    'select conversation_id from fct_conversations where starts_with(conversation_id, left($id, 6)) limit 1000',
    { id },
  )
  const near = closestNames(
    id,
    rows.map((row) => String(row['conversation_id'])),
  )
  if (near.length > 0) return `closest: ${near.join(', ')}`
  return '\'cxkpi query "select conversation_id from fct_conversations"\' lists them'
}
