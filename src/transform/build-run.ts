import { CxkpiError } from '../errors.js'
import type { Effects } from '../effects.js'
import type { Warehouse } from '../warehouse/index.js'
import { Blockers } from './blockers.js'
import { DueTests, type Before } from './due-tests.js'
import { explain } from './explain.js'
import { fingerprint } from './fingerprint.js'
import { inOrder, parentsOf, reachable } from './graph.js'
import { isBuilt, isEphemeral, type BuiltNode, type TestNode, type UnitTestNode } from './manifest.js'
import type { Built } from './incremental.js'
import { inLanes } from './lanes.js'
import { materialise, materialiseSeed } from './materialise.js'
import { recordRuns, type LastRun } from './model-runs.js'
import { positionsIn, tasksOf, type Plan, type Step } from './plan.js'
import type { Project } from './project/project.js'
import type { RelationKind } from './relations.js'
import { skipped, type NodeResult, type TestOutcome } from './results.js'
import { runTests } from './run-tests.js'
import { States, type SourceStates } from './states.js'
import { hasPassedBefore, runUnitTest } from './unit-test.js'
import { isOverNothing, NOTHING } from './view-of-nothing.js'

/** Behind the fingerprint of a table that no build may go on from. */
const INCOMPLETE = '*'
/** Before the run that made an incremental table anew: what was made of its former self cannot go on from it. */
const ANEW = '#'

interface RunState extends Before {
  readonly runId: string
  readonly onNode: (result: NodeResult) => void
  /** Of each node as it stands in the database; grows as nodes are built. */
  readonly runs: Map<string, LastRun>
  readonly sources: SourceStates
  readonly effects: Effects
}

/** One build as it goes on: what has happened so far decides what happens next. */
export class BuildRun {
  private readonly nodes: NodeResult[] = []
  private readonly outcomes: TestOutcome[] = []
  private readonly blockers: Blockers
  private readonly states: States
  private readonly dueTests: DueTests
  /** Results that are written down at the end. */
  private readonly unwritten: NodeResult[] = []

  constructor(
    /** Connections to the same database, in each of which one node at a time is built. */
    private readonly lanes: readonly [Warehouse, ...Warehouse[]],
    private readonly project: Project,
    private readonly state: RunState,
  ) {
    this.blockers = new Blockers(project.manifest)
    this.states = new States(project, state.sources, state.runs, state.runId)
    this.dueTests = new DueTests(project, state, this.states, this.blockers)
  }

  async execute(plan: Plan): Promise<{ nodes: NodeResult[]; outcomes: TestOutcome[] }> {
    const [first] = this.lanes
    for (const view of this.viewsThatHaveComeToRead(plan)) await this.build(view, first)
    await this.test(plan.firstTests, first)
    let begun = 0
    const tasks = tasksOf(plan, this.project.manifest, async (step, lane: Warehouse) => {
      this.state.effects.progress(step.node.name, begun++ / plan.steps.length)
      await this.takeStep(step, lane)
    })
    await inLanes(this.lanes, tasks)
    await this.writeDown()
    const position = positionsIn(plan)
    return {
      nodes: inPlannedOrder(this.nodes, ({ name }) => position.get(name)),
      outcomes: inPlannedOrder(this.outcomes, ({ test }) => position.get(test.name)),
    }
  }

  /** Of all that a plan reads and does not build: the views of nothing above which something was loaded since. */
  private viewsThatHaveComeToRead({ steps, firstTests }: Plan): BuiltNode[] {
    const { nodes } = this.project.manifest
    const planned = steps.flatMap(({ node, tests }) => [node, ...tests])
    const names = new Set(planned.map(({ name }) => name))
    const above = reachable([...planned, ...firstTests].flatMap(parentsOf), (name) => parentsOf(nodes.get(name)!))
    return inOrder(nodes)
      .filter(isBuilt)
      .filter((node) => above.has(node.name) && !names.has(node.name) && this.hasComeToRead(node))
  }

  /** Whether a node is a view of nothing above which something was loaded since. */
  private hasComeToRead(node: BuiltNode): boolean {
    const { runs, sources } = this.state
    return runs.get(node.name)?.rowsOf === NOTHING && !isOverNothing(this.project, node, sources)
  }

  private async takeStep({ node, unitTests, tests }: Step, lane: Warehouse): Promise<void> {
    this.stopIfInterrupted()
    const because = this.blockers.reasonFor(node)
    if (because !== undefined) this.note(unitTests.map((test) => skipped(test, because)))
    else await this.unitTest(unitTests, lane)
    const reason = this.blockers.reasonFor(node)
    if (isEphemeral(node)) {
      if (reason !== undefined) this.blockers.add(skipped(node, reason))
    } else if (reason !== undefined) this.note([skipped(node, reason)])
    else await this.build(node, lane)
    await this.test(tests, lane)
  }

  private async build(node: BuiltNode, lane: Warehouse): Promise<void> {
    const { effects, relations, runs, runId } = this.state
    const { name, kind } = node
    const startedMs = effects.nowMs()
    try {
      const made = await fingerprint(this.project, node, (parent) => runs.get(parent)?.fingerprint ?? '')
      const state = this.states.above(node)
      if (this.isUpToDate(node, made, state)) {
        const seconds = (effects.nowMs() - startedMs) / 1000
        this.note([{ name, kind, status: 'reused', seconds }])
        return
      }
      const last = runs.get(name)
      const isOfSameSql = relations.kindOf(name) === 'table' && !this.state.fullRefresh && isMadeOf(last, made)
      const stands = this.standing(node, made, isOfSameSql ? last : undefined)
      const result = await lane.transaction(async () => {
        const { rows, isUnchanged, isOfNothing = false } = await this.materialise(node, isOfSameSql, lane)
        const rowsOf = isOfNothing ? NOTHING : isUnchanged ? (last?.rowsOf ?? last?.state) : undefined
        const seconds = (effects.nowMs() - startedMs) / 1000
        const of = {
          name,
          kind,
          fingerprint: this.isIncomplete(node) ? `${made}${INCOMPLETE}` : stands,
          state,
          ...(rowsOf === undefined ? {} : { rowsOf }),
          ...(rows === undefined ? {} : { rows }),
        }
        const built: NodeResult = { ...of, status: 'built', seconds }
        await recordRuns(lane, runId, startedMs, [built])
        return built
      })
      runs.set(name, { fingerprint: stands, state, ...(result.rowsOf === undefined ? {} : { rowsOf: result.rowsOf }) })
      this.states.forget()
      if (!isOfSameSql) relations.replaced(name, kindOf(node))
      this.finish(result)
    } catch (error) {
      if (isInterrupt(error)) throw error
      const seconds = (effects.nowMs() - startedMs) / 1000
      this.note([{ name, kind, status: 'error', seconds, message: explain(error, node) }])
    }
  }

  /**
   * Whether an incremental model has left out what a table above it does not have yet. It takes what is newer than its newest
   * load, and would never see that: the next build makes it anew.
   */
  private isIncomplete(node: BuiltNode): boolean {
    const isWhole = this.state.loadId !== undefined
    return !isWhole && node.config.materialized === 'incremental' && !this.states.isFresh(node)
  }

  /** Whether the same SQL would read the same as when it was last built; a view reads what there is. */
  private isUpToDate(node: BuiltNode, made: string, state: string): boolean {
    const { fullRefresh, relations, runs } = this.state
    const last = runs.get(node.name)
    if (fullRefresh || !isMadeOf(last, made) || relations.kindOf(node.name) !== kindOf(node)) return false
    return kindOf(node) === 'view' ? !this.hasComeToRead(node) : last?.state === state
  }

  /** What a node is made of, as those below it see it; an incremental table that was made anew is another one than before. */
  private standing(node: BuiltNode, made: string, before: LastRun | undefined): string {
    if (before !== undefined) return before.fingerprint
    return node.config.materialized === 'incremental' ? `${made}${ANEW}${this.state.runId}` : made
  }

  private async materialise(node: BuiltNode, isOfSameSql: boolean, lane: Warehouse): Promise<Built> {
    const { relations, sources } = this.state
    if (node.kind === 'seed') return materialiseSeed(lane, node, relations)
    const isOver = kindOf(node) === 'view' && isOverNothing(this.project, node, sources)
    return materialise(lane, this.project, node, relations, { isOfSameSql, isOverNothing: isOver })
  }

  private async unitTest(tests: readonly UnitTestNode[], lane: Warehouse): Promise<void> {
    const { effects, runs, fullRefresh, relations } = this.state
    const results: NodeResult[] = []
    for (const test of tests) {
      const hasPassed = (fingerprint: string): boolean =>
        !fullRefresh && (runs.get(test.name)?.fingerprint === fingerprint || hasPassedBefore(fingerprint) === true)
      results.push(await runUnitTest(lane, this.project, test, relations, hasPassed, () => effects.nowMs()))
    }
    this.note(results)
  }

  private async test(tests: readonly TestNode[], lane: Warehouse): Promise<void> {
    this.stopIfInterrupted()
    const { settled, due, made } = await this.dueTests.among(tests, lane)
    this.note(settled)
    for (const { outcome, result } of await runTests(lane, this.project, due, () => this.state.effects.nowMs())) {
      if (outcome !== undefined) this.outcomes.push(outcome)
      this.note([result.status === 'pass' ? { ...result, ...made.get(result.name) } : result])
    }
  }

  private note(results: readonly NodeResult[]): void {
    this.unwritten.push(...results)
    results.forEach((result) => {
      this.finish(result)
    })
  }

  private async writeDown(): Promise<void> {
    const results = this.unwritten.splice(0)
    await recordRuns(this.lanes[0], this.state.runId, this.state.effects.nowMs(), results)
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

/** What came of the nodes of a plan, whichever of them was done first; what the plan has not comes before. */
function inPlannedOrder<T>(results: readonly T[], positionOf: (result: T) => number | undefined): T[] {
  return [...results].sort((left, right) => (positionOf(left) ?? -1) - (positionOf(right) ?? -1))
}

function isMadeOf(last: LastRun | undefined, made: string): boolean {
  return last?.fingerprint.split(ANEW)[0] === made
}

function kindOf(node: BuiltNode): RelationKind {
  return node.kind === 'model' && node.config.materialized === 'view' ? 'view' : 'table'
}

function isInterrupt(error: unknown): boolean {
  return error instanceof CxkpiError && error.code === 'CXK9130'
}
