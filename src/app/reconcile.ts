import { silentEffects, type Effects } from '../effects.js'
import type { Result } from '../result.js'
import type { Context } from './context.js'
import { report, type ReportRequest } from './report.js'

/**
 * Where what cxkpi computes differs from what the platform itself reports of the same: one row a measure of a leg.
 *
 * @throws CxkpiError as a report does
 */
export async function reconcile(
  context: Context,
  request: Omit<ReportRequest, 'name'>,
  effects: Effects = silentEffects,
): Promise<{ result: Result; outcome: string }> {
  const result = await report(context, { ...request, name: 'reconciliation' }, effects)
  const conversations = new Set(
    result.rows.map((row) => JSON.stringify([row['platform'], row['org_id'], row['conversation_id']])),
  )
  return {
    result,
    outcome:
      conversations.size === 0
        ? 'no difference in conversations of which the platform reports figures'
        : `${result.rows.length} differences in ${conversations.size} conversations; next: 'cxkpi trace CONVERSATION'`,
  }
}
