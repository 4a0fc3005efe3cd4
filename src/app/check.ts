import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import type { FindingSeverity } from '../findings/index.js'
import type { Result, Row } from '../result.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { requireSchema } from './schema.js'

export interface CheckRequest {
  /** The least severity listed; what is less stands all the same. */
  readonly severity?: FindingSeverity | undefined
  /** Resolved findings too. */
  readonly all?: boolean
}

export interface CheckAnswer {
  readonly result: Result
  readonly outcome: string
  /** 1 where an error-level finding stands. */
  readonly exitCode: 0 | 1
}

const RANKS: Readonly<Record<FindingSeverity, number>> = { error: 0, warn: 1, info: 2 }

const FINDINGS = `
    select
        findings.finding_id, findings.severity, findings.status, findings.rule, findings.description, findings.model,
        findings.record_key, findings.observed, findings.expected, files.path, findings.file_row,
        findings.first_seen_at, findings.last_seen_at
    from meta.findings as findings
    left join (select file_id, min(path) as path from meta.files group by 1) as files using (file_id)
    where $with_resolved or findings.status <> 'resolved'
    order by
        case findings.severity when 'error' then 0 when 'warn' then 1 else 2 end,
        case findings.status when 'new' then 0 when 'standing' then 1 else 2 end,
        findings.rule, findings.record_key, findings.finding_id
`

const COLUMNS = columns({
  finding_id: 'text',
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
const SHOWN = new Set(['severity', 'status', 'rule', 'record_key', 'observed', 'expected', 'path', 'file_row'])

/** What tests and loads found and has not gone away, worst first. */
export async function check(
  context: Context,
  { severity = 'info', all = false }: CheckRequest = {},
  effects: Effects = silentEffects,
): Promise<CheckAnswer> {
  return withDatabase(context, 'read', effects, async (warehouse) => {
    await requireSchema(warehouse)
    const found = await warehouse.rows(FINDINGS, { with_resolved: all })
    const counts = { error: countOf(found, 'error'), warn: countOf(found, 'warn'), info: countOf(found, 'info') }
    const rows = found.filter((row) => RANKS[row['severity'] as FindingSeverity] <= RANKS[severity])
    return {
      result: {
        columns: COLUMNS,
        rows,
        sections: [{ columns: COLUMNS.filter(({ name }) => SHOWN.has(name)), rows }],
        meta: { counts },
      },
      outcome: `${counted(counts.error, 'error')}, ${counted(counts.warn, 'warning')}, ${counted(counts.info, 'note')}`,
      exitCode: counts.error > 0 ? 1 : 0,
    }
  })
}

function countOf(rows: readonly Row[], severity: FindingSeverity): number {
  return rows.filter((row) => row['severity'] === severity && row['status'] !== 'resolved').length
}
