import type { Warehouse } from '../warehouse/index.js'

const KIND = 'variables'

const LATEST = `
    select variables.message
    from meta.model_runs as models
    inner join meta.model_runs as variables using (run_id)
    where models.node = $model and models.status in ('built', 'reused') and variables.kind = $kind
    order by models.started_at desc
    limit 1
`

/** The variables a model was last built with, as JSON; null where it never was. */
export async function builtVars(warehouse: Warehouse, model: string): Promise<string | null> {
  const [row] = await warehouse.rows(LATEST, { model, kind: KIND })
  return (row?.['message'] as string | undefined) ?? null
}

/** Notes the variables of a run beside its models, so that a report knows whether what is stored is what is asked for. */
export async function recordVars(
  warehouse: Warehouse,
  run: { readonly runId: string; readonly startedAt: string; readonly seconds: number },
  vars: Readonly<Record<string, unknown>>,
): Promise<void> {
  await warehouse.run(
    `insert into meta.model_runs (run_id, node, kind, status, started_at, seconds, message)
    values ($run_id, 'variables', $kind, 'built', cast($started_at as timestamptz), $seconds, $message)`,
    { run_id: run.runId, kind: KIND, started_at: run.startedAt, seconds: run.seconds, message: JSON.stringify(vars) },
  )
}
