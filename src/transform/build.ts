import { randomBytes } from 'node:crypto'
import { silentEffects, type Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { BuildRun } from './build-run.js'
import { lastRuns } from './model-runs.js'
import { planBuild } from './plan.js'
import type { Project } from './project/project.js'
import { Relations } from './relations.js'
import type { BuildResult, NodeResult } from './results.js'
import { readLoaded } from './states.js'

/**
 * Rows go into a table as they come, but where a model orders them: else some plans write each column of each row group into a
 * block that holds all others of it, too, and who reads one column reads them all.
 */
const AS_THEY_COME = 'set preserve_insertion_order = false'

/**
 * What a build that goes on has changed is written into its tables once, when the file is closed: else each checkpoint in between
 * writes the last rows of the same tables anew.
 */
const ONE_CHECKPOINT = "set checkpoint_threshold = '256MB'"

export interface BuildOptions {
  /** dbt's selection grammar; nothing selects everything. */
  readonly select?: readonly string[]
  /** All is built from all its input and tested, whether anything changed or not. */
  readonly fullRefresh?: boolean
  /** Whether tests run too; true where it is not said. */
  readonly tests?: boolean
  /** Called after each node, for a line of progress. */
  readonly onNode?: (result: NodeResult) => void
}

/**
 * Builds models in the order of their references, each followed by its tests. What is made of the same as when it was last
 * built is left as it is, and a test that passed on it is not run again.
 *
 * A build of everything takes one node after the other, as each may need all threads and all memory. One that goes on from
 * what stands has many small statements: two nodes at a time are built, neither of which reads the other.
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
  const isWhole = (options.select ?? []).length === 0
  await warehouse.run(AS_THEY_COME)
  const { sources, newestLoad } = await readLoaded(warehouse, project)
  const { fullRefresh = false, onNode = () => undefined } = options
  const runs = await lastRuns(warehouse)
  const goesOn = runs.size > 0 && !fullRefresh
  if (goesOn) await warehouse.run(ONE_CHECKPOINT)
  const run = new BuildRun(goesOn ? [warehouse, await warehouse.connect()] : [warehouse], project, {
    runId,
    fullRefresh,
    onNode,
    relations: await Relations.read(warehouse),
    runs,
    sources,
    ...(isWhole ? { loadId: newestLoad } : {}),
    effects,
  })
  const { nodes, outcomes } = await run.execute(plan)
  const rules = [...project.manifest.nodes.values()].filter(({ kind }) => kind === 'test').map(({ name }) => name)
  return { runId, startedAt, seconds: (effects.nowMs() - startedMs) / 1000, nodes, outcomes, rules }
}
