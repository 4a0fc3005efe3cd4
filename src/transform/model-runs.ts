import type { Warehouse } from '../warehouse/index.js'
import type { NodeResult } from './results.js'

/** What a node was made of when it was last built or passed. */
export interface LastRun {
  readonly fingerprint: string
  /** The state of all that it read; see States. */
  readonly state?: string
  /**
   * Of a table whose rows a build left as they were: the state that they come from; else that is `state`. Of a view that was
   * replaced by one of nothing: that it was.
   */
  readonly rowsOf?: string
  /** Of a test: all that was loaded up to this load was in what it read. */
  readonly loadId?: number
}

/** How each node was last built or passed. */
export async function lastRuns(warehouse: Warehouse): Promise<Map<string, LastRun>> {
  const rows = await warehouse.rows(
    `select node, arg_max(fingerprint, started_at) as fingerprint from meta.model_runs
     where status in ('built', 'pass') and fingerprint is not null group by node`,
  )
  return new Map(
    rows.map((row) => {
      return [String(row['node']), parseRun(String(row['fingerprint']))]
    }),
  )
}

/** 'fingerprint', then what is known of ' from state', ' as rows of' and ' to load'. */
function parseRun(text: string): LastRun {
  const [, fingerprint = '', state, rowsOf, loadId] =
    /^(\S*)(?: from (\S+))?(?: as (\S+))?(?: to (\d+))?$/.exec(text) ?? []
  return {
    fingerprint,
    ...(state === undefined ? {} : { state }),
    ...(rowsOf === undefined ? {} : { rowsOf }),
    ...(loadId === undefined ? {} : { loadId: Number(loadId) }),
  }
}

function textOf({ fingerprint, state, rowsOf, loadId }: NodeResult): string | undefined {
  if (fingerprint === undefined) return undefined
  const from = state === undefined ? '' : ` from ${state}`
  const to = loadId === undefined ? '' : ` to ${loadId}`
  const as = rowsOf === undefined ? '' : ` as ${rowsOf}`
  return `${fingerprint}${from}${as}${to}`
}

/** Writes down what became of nodes; in the same transaction as what they built, where they built something. */
export async function recordRuns(
  warehouse: Warehouse,
  runId: string,
  startedAtMs: number,
  results: readonly NodeResult[],
): Promise<void> {
  const startedAt = new Date(startedAtMs)
  // In the order of the table's columns, as landing/schema.sql has them.
  await warehouse.append({ schema: 'meta', name: 'model_runs' }, [
    results.map(() => runId),
    results.map(({ name }) => name),
    results.map(({ kind }) => kind),
    results.map(({ status }) => status),
    results.map(() => startedAt),
    results.map(({ seconds }) => seconds),
    results.map(({ rows }) => (rows === undefined ? null : BigInt(rows))),
    results.map((result) => textOf(result) ?? null),
    results.map(({ message, because }) => message ?? because ?? null),
  ])
}
