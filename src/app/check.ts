import { silentEffects, type Effects } from '../effects.js'
import type { Result, Row } from '../result.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { requireSchema } from './schema.js'

const FINDINGS = `
    select
        findings.severity, findings.status, findings.rule, findings.description, findings.model, findings.record_key,
        findings.observed, findings.expected, files.path, findings.file_row, findings.first_seen_at, findings.last_seen_at
    from meta.findings as findings
    left join (select file_id, min(path) as path from meta.files group by 1) as files using (file_id)
    where $with_resolved or findings.status <> 'resolved'
    order by
        case findings.severity when 'error' then 0 when 'warn' then 1 else 2 end,
        case findings.status when 'new' then 0 when 'standing' then 1 else 2 end,
        findings.rule, findings.record_key, findings.finding_id
`

export interface CheckRequest {
  /** Resolved findings too. */
  readonly all?: boolean
}

export interface CheckAnswer {
  readonly result: Result
  readonly errorCount: number
  readonly outcome: string
}

/** What tests and loads found and has not gone away, worst first. */
export async function check(
  context: Context,
  { all = false }: CheckRequest = {},
  effects: Effects = silentEffects,
): Promise<CheckAnswer> {
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireSchema(warehouse)
    const rows = await warehouse.rows(FINDINGS, { with_resolved: all })
    const counts = countBySeverity(rows)
    const found = columns({
      severity: 'text',
      status: 'text',
      rule: 'text',
      description: 'text',
      model: 'text',
      record_key: 'text',
      observed: 'text',
      expected: 'text',
      path: 'text',
      file_row: 'count',
      first_seen_at: 'instant',
      last_seen_at: 'instant',
    })
    const shown = new Set(['severity', 'status', 'rule', 'record_key', 'observed', 'expected', 'path', 'file_row'])
    return {
      result: {
        columns: found,
        rows,
        sections: [{ columns: found.filter(({ name }) => shown.has(name)), rows }],
        meta: { counts },
      },
      errorCount: counts.error,
      outcome: `${counts.error} errors, ${counts.warn} warnings, ${counts.info} notes`,
    }
  })
}

function countBySeverity(rows: readonly Row[]): { error: number; warn: number; info: number } {
  const standing = rows.filter(({ status }) => status !== 'resolved')
  const count = (wanted: string): number => standing.filter(({ severity }) => severity === wanted).length
  return { error: count('error'), warn: count('warn'), info: count('info') }
}
