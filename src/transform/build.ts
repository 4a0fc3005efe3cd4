import { randomBytes } from 'node:crypto'
import { silentEffects, type Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { BuildRun } from './build-run.js'
import { lastFingerprints } from './model-runs.js'
import { planBuild } from './plan.js'
import type { Project } from './project/project.js'
import { Relations } from './relations.js'
import type { BuildResult, NodeResult } from './results.js'

export interface BuildOptions {
  /** dbt's selection grammar; nothing selects everything. */
  readonly select?: readonly string[]
  /** Incremental models are rebuilt from all their input, and unit tests that passed run again. */
  readonly fullRefresh?: boolean
  /** Whether tests run too; true where it is not said. */
  readonly tests?: boolean
  /** Called after each node, for a line of progress. */
  readonly onNode?: (result: NodeResult) => void
}

/**
 * Builds models in the order of their references, each followed by its tests.
 *
 * A node that fails is a result, not an exception; what hangs on it is skipped and says because of what.
 *
 * @throws CxkpiError CXK5001 (nothing selected), CXK9130 (interrupted; what was built is kept)
 */
export async function buildProject(
  warehouse: Warehouse,
  project: Project,
  options: BuildOptions = {},
  effects: Effects = silentEffects,
): Promise<BuildResult> {
  const plan = planBuild(project.manifest, options)
  const startedMs = effects.nowMs()
  const startedAt = new Date(startedMs).toISOString()
  const runId = `${startedAt.replace(/[-:]|\.\d+/g, '')}-${randomBytes(2).toString('hex')}`
  const run = new BuildRun(warehouse, project, {
    runId,
    fullRefresh: options.fullRefresh ?? false,
    onNode: options.onNode ?? (() => undefined),
    relations: await Relations.read(warehouse),
    fingerprints: await lastFingerprints(warehouse),
    effects,
  })
  const { nodes, outcomes } = await run.execute(plan)
  const rules = [...project.manifest.nodes.values()].filter(({ kind }) => kind === 'test').map(({ name }) => name)
  return { runId, startedAt, seconds: (effects.nowMs() - startedMs) / 1000, nodes, outcomes, rules }
}
