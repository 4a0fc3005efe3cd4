import { createHash } from 'node:crypto'
import type { Row, Value } from '../result.js'

export type FindingSeverity = 'error' | 'warn' | 'info'

/** A data test that ran, with the rows that failed it. */
export interface TestedRule {
  readonly test: {
    readonly name: string
    readonly severity: 'error' | 'warn'
    readonly description: string
    readonly meta: Readonly<Record<string, unknown>>
    readonly refs: readonly string[]
    /** The model it stands on. */
    readonly on?: string
    readonly column?: string
    readonly generic?: { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }
  }
  /** How many rows failed, of which `rows` may be the first. */
  readonly failures: number
  readonly rows: readonly Row[]
}

/** One thing that is wrong with one record, recognised again in the next run by `id`. */
export interface Finding {
  readonly id: string
  readonly rule: string
  readonly severity: FindingSeverity
  readonly model: string
  readonly description: string
  readonly recordKey: string
  readonly fileId: number | null
  readonly fileRow: number | null
  readonly observed: string | null
  readonly expected: string | null
}

/**
 * The findings of a test: one a record.
 *
 * A row of the project's own tests says what it names (record_key, file_id, file_row, observed, expected); of dbt's
 * four generic tests it is known; of any other row it is taken from its ids and dates.
 */
export function toFindings(tested: TestedRule): Finding[] {
  const { test } = tested
  const findings = new Map<string, Finding>()
  for (const row of tested.rows) {
    const recordKey = text(row['record_key'] ?? builtinKey(tested, row)) ?? keyFromIds(row)
    const id = identityOf(test.name, recordKey)
    findings.set(id, {
      id,
      rule: test.name,
      severity: severityOf(test),
      model: test.on ?? test.refs[0] ?? '',
      description: test.description,
      recordKey,
      fileId: integer(row['file_id']),
      fileRow: integer(row['file_row']),
      observed: text(row['observed']) ?? builtinObserved(tested, row),
      expected: text(row['expected']) ?? builtinExpected(tested),
    })
  }
  return [...findings.values()]
}

/** Stable from run to run: the rule and the record, nothing of what was observed. */
export function identityOf(rule: string, recordKey: string): string {
  return createHash('sha256').update(`${rule}\n${recordKey}`).digest('hex').slice(0, 16)
}

/** dbt knows errors and warnings; a warning whose meta says `severity: info` is information. */
function severityOf(test: TestedRule['test']): FindingSeverity {
  return test.severity === 'warn' && test.meta['severity'] === 'info' ? 'info' : test.severity
}

function builtinKey({ test }: TestedRule, row: Row): Value | undefined {
  switch (test.generic?.name) {
    case 'unique':
      return row['unique_field']
    case 'accepted_values':
      return row['value_field']
    case 'relationships':
      return row['from_field']
    default:
      return undefined
  }
}

function builtinObserved({ test }: TestedRule, row: Row): string | null {
  if (test.generic?.name === 'unique' && 'n_records' in row) return `${text(row['n_records'])} rows`
  return text(row['value_field'] ?? row['from_field'])
}

function builtinExpected({ test }: TestedRule): string | null {
  const { values, to, field } = test.generic?.arguments ?? {}
  switch (test.generic?.name) {
    case 'unique':
      return 'one row'
    case 'not_null':
      return `a value in ${test.column}`
    case 'accepted_values':
      return Array.isArray(values) ? `one of ${values.join(', ')}` : null
    case 'relationships':
      return `${String(field)} of ${String(to).replace(/^ref\(['"](.*)['"]\)$/, '$1')}`
    default:
      return null
  }
}

const IDENTIFYING = /(^|_)(id|key|date|hour|index)$|^(platform|channel)$/
/** Where a record came from and what was seen in it: another load of the same record changes these. */
const PASSING = new Set(['load_id', 'file_id', 'file_row', 'observed', 'expected'])

function keyFromIds(row: Row): string {
  const lasting = Object.keys(row).filter((name) => !PASSING.has(name))
  const names = lasting.filter((name) => IDENTIFYING.test(name) && row[name] !== null)
  const chosen = names.length > 0 ? names : lasting.length > 0 ? lasting : Object.keys(row)
  return chosen.map((name) => `${name}=${text(row[name]) ?? ''}`).join(' ')
}

function text(value: Value | undefined): string | null {
  return value === undefined || value === null ? null : String(value)
}

function integer(value: Value | undefined): number | null {
  const number = Number(value)
  return value === null || value === undefined || !Number.isInteger(number) ? null : number
}
