import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import type { Result, Row } from '../result.js'
import type { Context } from './context.js'
import { report, type ReportRequest } from './report.js'

/**
 * Where what cxkpi computes differs from what the platform itself reports of the same: one row a figure of a leg, a
 * conversation or a summary.
 *
 * @throws CxkpiError as a report does
 */
export async function reconcile(
  context: Context,
  request: Omit<ReportRequest, 'name'>,
  effects: Effects = silentEffects,
): Promise<{ result: Result; outcome: string }> {
  const result = await report(context, { ...request, name: 'reconciliation' }, effects)
  return { result, outcome: outcomeOf(result.rows) }
}

function outcomeOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'no difference from figures that the platform itself reports'
  const inConversations = rows.filter((row) => row['conversation_id'] !== null)
  const conversations = new Set(
    inConversations.map((row) => JSON.stringify([row['platform'], row['org_id'], row['conversation_id']])),
  )
  const inSummaries = rows.length - inConversations.length
  return [
    ...(conversations.size > 0
      ? [`${counted(inConversations.length, 'difference')} in ${counted(conversations.size, 'conversation')}`]
      : []),
    ...(inSummaries > 0 ? [`${counted(inSummaries, 'difference')} from summaries`] : []),
    ...(conversations.size > 0 ? ["next: 'cxkpi trace CONVERSATION'"] : []),
  ].join('; ')
}
