import { counted } from '../counted.js'
import { silentEffects, type Effects } from '../effects.js'
import type { FindingCounts } from '../findings/index.js'
import type { Result, Row } from '../result.js'
import type { BuildResult, NodeResult, Project } from '../transform/index.js'
import type { Warehouse } from '../warehouse/index.js'
import { recordVars } from './built-vars.js'
import { columns } from './columns.js'
import { withDatabase, type Context } from './context.js'
import { openProject } from './project.js'
import { projectVars } from './project-vars.js'
import { requireSchema } from './schema.js'

export interface BuildRequest {
  readonly select?: readonly string[] | undefined
  readonly fullRefresh?: boolean
}

export interface BuildAnswer {
  readonly result: Result
  readonly outcome: string
  /** 1 where a model or an error-level test failed. */
  readonly exitCode: 0 | 1
}

/** Runs the models and their tests, and writes down what the tests found. */
export async function build(
  context: Context,
  request: BuildRequest = {},
  effects: Effects = silentEffects,
): Promise<BuildAnswer> {
  const { existsSync } = await import('node:fs')
  const access = existsSync(context.config.databasePath) ? 'write' : 'read'
  const ingest = import('../ingest/index.js')
  // Read while the database is opened, whose errors come first.
  const project = openProject(context.config)
  project.catch(() => undefined)
  return withDatabase(context, access, effects, async (warehouse) => {
    await requireSchema(warehouse)
    const { prepareSchema } = await ingest
    await prepareSchema(warehouse, effects)
    return describeBuild(await buildIn(warehouse, context, request, effects, project))
  })
}

/** A build, and what its tests found that was not, was still, or is no more. */
interface Built extends BuildResult {
  readonly findings: FindingCounts
}

/** As build, in a database that is open. */
export async function buildIn(
  warehouse: Warehouse,
  { config }: Context,
  { select, fullRefresh = false }: BuildRequest,
  effects: Effects,
  opened: Promise<Project> = openProject(config),
): Promise<Built> {
  const [project, { buildProject }, { recordFindings }] = await Promise.all([
    opened,
    import('../transform/index.js'),
    import('../findings/index.js'),
  ])
  const built = await buildProject(
    warehouse,
    project,
    { fullRefresh, ...(select === undefined ? {} : { select }), onNode: (node) => warnOf(node, effects) },
    effects,
  )
  await recordVars(warehouse, built, projectVars(config))
  const rules = [...project.manifest.nodes.values()].filter(({ kind }) => kind === 'test').map(({ name }) => name)
  return { ...built, findings: await recordFindings(warehouse, { ...built, rules }, effects) }
}

/** What went wrong is said at once, not only at the end. */
function warnOf(node: NodeResult, effects: Effects): void {
  const text = troubleOf(node)
  if (text !== null) effects.warn(`${node.status} ${node.name}: ${text}`)
}

function troubleOf({ status, message, because, failures }: NodeResult): string | null {
  if (status === 'skipped') return because ?? 'skipped'
  if (status === 'built' || status === 'reused' || status === 'pass') return null
  return message ?? counted(failures ?? 0, 'row')
}

export function describeBuild({ nodes, seconds, runId, findings }: Built): BuildAnswer {
  const count = (...statuses: NodeResult['status'][]): number =>
    nodes.filter(({ status }) => statuses.includes(status)).length
  const counts = {
    built: count('built'),
    reused: count('reused'),
    passed: count('pass'),
    warned: count('warn'),
    failed: count('fail', 'error'),
    skipped: count('skipped'),
  }
  const found = columns({
    name: 'text',
    kind: 'text',
    status: 'text',
    rows: 'count',
    failures: 'count',
    seconds: 'seconds',
    message: 'text',
  })
  const rows = nodes.map(nodeRow)
  const told = rows.filter(({ status }) => status !== 'pass' && status !== 'reused')
  const untold = rows.length - told.length
  return {
    result: {
      columns: found,
      rows,
      sections: [{ columns: found, rows: told }],
      ...(untold > 0 ? { notes: [`${untold} that passed or had nothing new to read are not listed`] } : {}),
      meta: { run_id: runId, seconds, counts, findings },
    },
    outcome:
      `${counts.built} built, ${counts.reused} reused, ${counted(counts.passed, 'test')} passed, ${counts.warned} warned, ` +
      `${counts.failed} failed, ${counts.skipped} skipped · findings: ${findings.new} new, ${findings.standing} standing, ` +
      `${findings.resolved} resolved · ${seconds.toFixed(1)} s`,
    exitCode: counts.failed > 0 ? 1 : 0,
  }
}

function nodeRow(node: NodeResult): Row {
  const { name, kind, status, rows, failures, seconds } = node
  return { name, kind, status, rows: rows ?? null, failures: failures ?? null, seconds, message: troubleOf(node) }
}
