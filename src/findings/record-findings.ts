import { silentEffects, type Effects } from '../effects.js'
import { quotedString, type Warehouse } from '../warehouse/index.js'
import { toFindings, type Finding, type TestedRule } from './finding.js'

export interface FindingCounts {
  readonly new: number
  readonly standing: number
  readonly resolved: number
}

const COLUMNS = `finding_id, rule, severity, model, description, record_key, file_id, file_row, observed, expected`

/** A build, as far as findings are concerned. */
export interface TestedRun {
  readonly runId: string
  /** The data tests that ran. */
  readonly outcomes: readonly TestedRule[]
  /** The names of all data tests of the project, those that did not run too. */
  readonly rules: readonly string[]
}

/**
 * Brings meta.findings up to what the tests of a run found.
 *
 * What a rule found before and finds again is standing; what it does not find any more is resolved, and new when it
 * comes back. Rules that did not run keep what they had; what rules found that are gone from the project is resolved,
 * because nobody looks for it any more. A rule with more failing rows than are kept resolves nothing.
 */
export async function recordFindings(
  warehouse: Warehouse,
  { runId, outcomes, rules }: TestedRun,
  effects: Pick<Effects, 'nowMs'> = silentEffects,
): Promise<FindingCounts> {
  const nowMs = effects.nowMs()
  const findings = outcomes.flatMap(toFindings)
  const complete = outcomes.filter(({ failures, rows }) => failures <= rows.length).map(({ test }) => test.name)
  return warehouse.transaction(async () => {
    await warehouse.run(
      `create or replace temp table found as select ${COLUMNS} from meta.findings limit 0;
       create or replace temp table looked_for (rule varchar);`,
    )
    await insertAll(warehouse, `found (${COLUMNS})`, findings.map(cellsOf))
    await insertAll(
      warehouse,
      'looked_for',
      complete.map((rule) => [quotedString(rule)]),
    )
    const resolved = await resolve(warehouse, runId, rules)
    const standing = await warehouse.run(
      `update meta.findings as finding set
           status = case when finding.status = 'resolved' then 'new' else 'standing' end,
           severity = found.severity, model = found.model, description = found.description,
           file_id = found.file_id, file_row = found.file_row, observed = found.observed, expected = found.expected,
           last_run_id = $run, last_seen_at = ${instant(nowMs)}
       from found where finding.finding_id = found.finding_id`,
      { run: runId },
    )
    const added = await warehouse.run(
      `insert into meta.findings
       select ${COLUMNS}, 'new', $run, $run, ${instant(nowMs)}, ${instant(nowMs)}
       from found where finding_id not in (select finding_id from meta.findings)`,
      { run: runId },
    )
    const [again] = await warehouse.rows(
      `select count(*) as n from meta.findings where last_run_id = $run and first_run_id <> $run and status = 'new'`,
      { run: runId },
    )
    await warehouse.run('drop table found; drop table looked_for')
    const reopened = Number(again?.['n'])
    return { new: added + reopened, standing: standing - reopened, resolved }
  })
}

/** What was looked for and not found, and what is not looked for any more. */
async function resolve(warehouse: Warehouse, runId: string, rules: readonly string[]): Promise<number> {
  const known = rules.length === 0 ? "''" : rules.map((rule) => quotedString(rule)).join(', ')
  return warehouse.run(
    `update meta.findings set status = 'resolved', last_run_id = $run
     where status <> 'resolved'
       and finding_id not in (select finding_id from found)
       and (rule in (select rule from looked_for) or (model is not null and rule not in (${known})))`,
    { run: runId },
  )
}

function instant(ms: number): string {
  return `to_timestamp(${ms} / 1000.0)`
}

function cellsOf(finding: Finding): string[] {
  const { id, rule, severity, model, description, recordKey, fileId, fileRow, observed, expected } = finding
  const texts = [id, rule, severity, model, description, recordKey].map((value) => quotedString(value))
  return [...texts, String(fileId), String(fileRow), nullable(observed), nullable(expected)]
}

function nullable(value: string | null): string {
  return value === null ? 'null' : quotedString(value)
}

async function insertAll(warehouse: Warehouse, into: string, rows: readonly string[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows.slice(start, start + 500).map((cells) => `(${cells.join(', ')})`)
    await warehouse.run(`insert into ${into} values ${values.join(', ')}`)
  }
}
