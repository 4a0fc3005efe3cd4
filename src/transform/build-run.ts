import { CxkpiError } from '../errors.js'
import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { Blockers } from './blockers.js'
import { explain } from './explain.js'
import { fingerprint } from './fingerprint.js'
import { isEphemeral, type BuiltNode, type TestNode, type UnitTestNode } from './manifest.js'
import { materialise, materialiseSeed, type Built } from './materialise.js'
import { recordRuns } from './model-runs.js'
import type { Plan, Step } from './plan.js'
import type { Project } from './project/project.js'
import type { Relations } from './relations.js'
import type { NodeResult, TestOutcome } from './results.js'
import { runTests } from './run-tests.js'
import { runUnitTest } from './unit-test.js'

interface RunState {
  readonly runId: string
  readonly fullRefresh: boolean
  readonly onNode: (result: NodeResult) => void
  readonly relations: Relations
  /** Of each node as it stands in the database; grows as nodes are built. */
  readonly fingerprints: Map<string, string>
  readonly effects: Effects
}

/** One build as it goes on: what has happened so far decides what happens next. */
export class BuildRun {
  private readonly nodes: NodeResult[] = []
  private readonly outcomes: TestOutcome[] = []
  private readonly blockers: Blockers

  constructor(
    private readonly warehouse: Warehouse,
    private readonly project: Project,
    private readonly state: RunState,
  ) {
    this.blockers = new Blockers(project.manifest)
  }

  async execute(plan: Plan): Promise<{ nodes: NodeResult[]; outcomes: TestOutcome[] }> {
    await this.test(plan.firstTests)
    for (const [index, step] of plan.steps.entries()) {
      this.state.effects.progress(step.node.name, index / plan.steps.length)
      await this.takeStep(step)
    }
    return { nodes: this.nodes, outcomes: this.outcomes }
  }

  private async takeStep({ node, unitTests, tests }: Step): Promise<void> {
    this.stopIfInterrupted()
    const because = this.blockers.reasonFor(node)
    if (because !== undefined) await this.note(unitTests.map((test) => skipped(test, because)))
    else await this.unitTest(unitTests)
    const reason = this.blockers.reasonFor(node)
    if (isEphemeral(node)) {
      if (reason !== undefined) this.blockers.add(skipped(node, reason))
    } else if (reason !== undefined) await this.note([skipped(node, reason)])
    else await this.build(node)
    await this.test(tests)
  }

  private async build(node: BuiltNode): Promise<void> {
    const { effects, fingerprints, relations, runId } = this.state
    const startedMs = effects.nowMs()
    try {
      const made = await fingerprint(this.project, node, (parent) => fingerprints.get(parent) ?? '')
      const result = await this.warehouse.transaction(async () => {
        const rows = await this.materialise(node, made)
        const seconds = (effects.nowMs() - startedMs) / 1000
        const of = { name: node.name, kind: node.kind, fingerprint: made, ...(rows === undefined ? {} : { rows }) }
        const built: NodeResult = { ...of, status: 'built', seconds }
        await recordRuns(this.warehouse, runId, startedMs, [built])
        return built
      })
      fingerprints.set(node.name, made)
      relations.replaced(node.name, node.config.materialized === 'view' && node.kind !== 'seed' ? 'view' : 'table')
      this.finish(result)
    } catch (error) {
      if (isInterrupt(error)) throw error
      const seconds = (effects.nowMs() - startedMs) / 1000
      const { name, kind } = node
      await this.note([{ name, kind, status: 'error', seconds, message: explain(error, node) }])
    }
  }

  private async materialise(node: BuiltNode, made: string): Promise<Built> {
    const { relations, fingerprints, fullRefresh } = this.state
    if (node.kind === 'seed') return materialiseSeed(this.warehouse, node, relations)
    const isIncremental =
      node.config.materialized === 'incremental' &&
      !fullRefresh &&
      relations.kindOf(node.name) === 'table' &&
      fingerprints.get(node.name) === made
    return materialise(this.warehouse, this.project, node, relations, isIncremental)
  }

  private async unitTest(tests: readonly UnitTestNode[]): Promise<void> {
    const { effects, fingerprints, fullRefresh, relations } = this.state
    const results: NodeResult[] = []
    for (const test of tests) {
      const passed = fullRefresh ? undefined : fingerprints.get(test.name)
      results.push(await runUnitTest(this.warehouse, this.project, test, relations, passed, () => effects.nowMs()))
    }
    await this.note(results)
  }

  private async test(tests: readonly TestNode[]): Promise<void> {
    this.stopIfInterrupted()
    const reasons = tests.map((test) => this.blockers.reasonFor(test) ?? this.missingInput(test))
    const runnable = tests.filter((_test, index) => reasons[index] === undefined)
    await this.note(
      tests.flatMap((test, index) => (reasons[index] === undefined ? [] : [skipped(test, reasons[index])])),
    )
    const runs = await runTests(this.warehouse, this.project, runnable, () => this.state.effects.nowMs())
    for (const { outcome } of runs) if (outcome !== undefined) this.outcomes.push(outcome)
    await this.note(runs.map(({ result }) => result))
  }

  /** A test that was selected with one model may read another that was never built. */
  private missingInput(test: TestNode): string | undefined {
    const missing = test.refs.find((ref) => {
      const node = this.project.manifest.nodes.get(ref)
      return node?.kind === 'model' && !isEphemeral(node) && this.state.relations.kindOf(ref) === undefined
    })
    return missing === undefined ? undefined : `${missing} has not been built`
  }

  private async note(results: readonly NodeResult[]): Promise<void> {
    await recordRuns(this.warehouse, this.state.runId, this.state.effects.nowMs(), results)
    results.forEach((result) => {
      this.finish(result)
    })
  }

  private finish(result: NodeResult): void {
    this.nodes.push(result)
    this.blockers.add(result)
    this.state.onNode(result)
  }

  private stopIfInterrupted(): void {
    if (!this.state.effects.signal.aborted) return
    throw new CxkpiError('CXK9130', 'interrupted', { hint: 'what was built until here is kept; build again to go on' })
  }
}

function skipped(node: BuiltNode | TestNode | UnitTestNode, because: string): NodeResult {
  return { name: node.name, kind: node.kind, status: 'skipped', seconds: 0, because }
}

function isInterrupt(error: unknown): boolean {
  return error instanceof CxkpiError && error.code === 'CXK9130'
}
