import { quotedString, type Warehouse } from '../warehouse/index.js'
import type { NodeResult } from './results.js'

/** The fingerprint with which each node was last built or passed. */
export async function lastFingerprints(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.rows(
    `select node, arg_max(fingerprint, started_at) as fingerprint from meta.model_runs
     where status in ('built', 'pass') and fingerprint is not null group by node`,
  )
  return new Map(rows.map((row) => [String(row['node']), String(row['fingerprint'])]))
}

/** Writes down what became of nodes; in the same transaction as what they built, where they built something. */
export async function recordRuns(
  warehouse: Warehouse,
  runId: string,
  startedAtMs: number,
  results: readonly NodeResult[],
): Promise<void> {
  if (results.length === 0) return
  const started = `to_timestamp(${startedAtMs} / 1000.0)`
  const values = results.map((result) => {
    const message = result.message ?? result.because
    const cells = [
      quotedString(runId),
      quotedString(result.name),
      quotedString(result.kind),
      quotedString(result.status),
      started,
      String(result.seconds),
      result.rows === undefined ? 'null' : String(result.rows),
      result.fingerprint === undefined ? 'null' : quotedString(result.fingerprint),
      message === undefined ? 'null' : quotedString(message),
    ]
    return `(${cells.join(', ')})`
  })
  await warehouse.run(
    `insert into meta.model_runs
     (run_id, node, kind, status, started_at, seconds, row_count, fingerprint, message) values ${values.join(', ')}`,
  )
}
